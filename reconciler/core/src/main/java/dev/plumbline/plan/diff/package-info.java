/// What a resource means, and in which fields two of its states differ.
@NullMarked
package dev.plumbline.plan.diff;

import org.jspecify.annotations.NullMarked;
