/// GitLab, as a service and self-managed.
@NullMarked
package dev.plumbline.webhooks.gitlab;

import org.jspecify.annotations.NullMarked;
