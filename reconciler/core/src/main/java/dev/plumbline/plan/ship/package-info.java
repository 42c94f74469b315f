/// What a workspace takes from the releases of another one (`release_from`).
@NullMarked
package dev.plumbline.plan.ship;

import org.jspecify.annotations.NullMarked;
