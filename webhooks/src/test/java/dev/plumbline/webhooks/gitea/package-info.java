/// Documented answers and webhooks of Gitea and Forgejo.
@NullMarked
package dev.plumbline.webhooks.gitea;

import org.jspecify.annotations.NullMarked;
