/// Workspaces as `plumbline.yml` declares them: what belongs to each, and how its specs are
/// completed.
@NullMarked
package dev.plumbline.spec.workspace;

import org.jspecify.annotations.NullMarked;
