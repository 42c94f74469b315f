/// Models, data, environments and components: immutable versions with what they mean, who declared
/// them and what made them.
@NullMarked
package dev.plumbline.local.assets;

import org.jspecify.annotations.NullMarked;
