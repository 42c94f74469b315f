/// Promotions as repositories declare them: which version of a model is to be proposed for a
/// deployment, and when. They are no resources: no platform holds one, and nothing is planned for
/// it.
@NullMarked
package dev.plumbline.spec.promotion;

import org.jspecify.annotations.NullMarked;
