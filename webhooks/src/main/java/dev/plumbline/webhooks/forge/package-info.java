/// What every forge has: pull requests, reviews, comments and commit statuses, behind one port.
@NullMarked
package dev.plumbline.webhooks.forge;

import org.jspecify.annotations.NullMarked;
