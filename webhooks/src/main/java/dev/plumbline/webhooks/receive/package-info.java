/// Webhooks that come in: capped, authenticated, and only then read.
@NullMarked
package dev.plumbline.webhooks.receive;

import org.jspecify.annotations.NullMarked;
