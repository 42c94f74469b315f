/// Versions of assets on their way from one platform to another: what they mean, where they come
/// from, and their files, which are read only when the receiving side lacks them.
@NullMarked
package dev.plumbline.platform.ship;

import org.jspecify.annotations.NullMarked;
