/// YAML as it is in the wild, with the place of every value. Reading never constructs anything but
/// plain values.
@NullMarked
package dev.plumbline.spec.yaml;

import org.jspecify.annotations.NullMarked;
