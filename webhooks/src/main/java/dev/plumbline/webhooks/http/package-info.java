/// Calls of a forge's REST API.
@NullMarked
package dev.plumbline.webhooks.http;

import org.jspecify.annotations.NullMarked;
