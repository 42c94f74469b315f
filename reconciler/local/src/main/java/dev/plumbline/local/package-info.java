/// The embedded platform: a machine-learning platform on one machine, with the parts of this module
/// wired together.
@NullMarked
package dev.plumbline.local;

import org.jspecify.annotations.NullMarked;
