/// Forges as stubs.
@NullMarked
package dev.plumbline.webhooks.testing;

import org.jspecify.annotations.NullMarked;
