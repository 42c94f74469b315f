/// Bitbucket Cloud.
@NullMarked
package dev.plumbline.webhooks.bitbucket;

import org.jspecify.annotations.NullMarked;
