/// Checks of searches for parameters: the space, how it is sampled, when trials end.
@NullMarked
package dev.plumbline.spec.check.search;

import org.jspecify.annotations.NullMarked;
