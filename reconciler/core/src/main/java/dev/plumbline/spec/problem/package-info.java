/// What is wrong with a spec: where, what, and how to mend it.
@NullMarked
package dev.plumbline.spec.problem;

import org.jspecify.annotations.NullMarked;
