/// What files mean, told to people: one file with where its values come from, or all specs of a
/// repository that has no `plumbline.yml` yet.
@NullMarked
package dev.plumbline.spec.explain;

import org.jspecify.annotations.NullMarked;
