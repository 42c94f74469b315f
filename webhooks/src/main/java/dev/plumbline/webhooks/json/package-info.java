/// JSON as forges send it.
@NullMarked
package dev.plumbline.webhooks.json;

import org.jspecify.annotations.NullMarked;
