/// What people and other systems see of a workspace.
@NullMarked
package dev.plumbline.report;

import org.jspecify.annotations.NullMarked;
