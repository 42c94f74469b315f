/// From documents to resources: references become values that can be resolved, local paths become
/// contents, components take the place of the paths that name them.
@NullMarked
package dev.plumbline.spec.compile;

import org.jspecify.annotations.NullMarked;
