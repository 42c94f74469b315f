/// GitLab's documented answers and webhooks.
@NullMarked
package dev.plumbline.webhooks.gitlab;

import org.jspecify.annotations.NullMarked;
