/// Content-addressed artifacts: files and folders that are kept once, under the digest of what they
/// hold.
@NullMarked
package dev.plumbline.local.artifacts;

import org.jspecify.annotations.NullMarked;
