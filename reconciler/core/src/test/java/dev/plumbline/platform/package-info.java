/// The platform port in memory, for tests.
@NullMarked
package dev.plumbline.platform;

import org.jspecify.annotations.NullMarked;
