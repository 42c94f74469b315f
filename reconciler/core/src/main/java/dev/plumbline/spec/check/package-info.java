/// Checks of jobs and components that a JSON Schema cannot make: what expressions name, how nodes
/// fit the components that they use, and that a pipeline's steps have an order.
@NullMarked
package dev.plumbline.spec.check;

import org.jspecify.annotations.NullMarked;
