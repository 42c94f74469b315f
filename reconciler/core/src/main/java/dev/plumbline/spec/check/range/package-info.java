/// Numbers that bound each other.
@NullMarked
package dev.plumbline.spec.check.range;

import org.jspecify.annotations.NullMarked;
