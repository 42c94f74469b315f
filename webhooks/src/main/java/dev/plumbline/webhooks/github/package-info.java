/// GitHub: github.com and GitHub Enterprise Server.
@NullMarked
package dev.plumbline.webhooks.github;

import org.jspecify.annotations.NullMarked;
