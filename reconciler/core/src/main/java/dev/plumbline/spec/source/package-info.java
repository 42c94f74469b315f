/// Documents as a workspace sees them: read from a tree, with its tokens replaced and its overrides
/// applied, and kept while there is room.
@NullMarked
package dev.plumbline.spec.source;

import org.jspecify.annotations.NullMarked;
