/// Which version of an asset each reference means.
@NullMarked
package dev.plumbline.plan.resolve;

import org.jspecify.annotations.NullMarked;
