/// Starts the allowed changes of a plan: in dependency order, many at once, each one idempotent.
/// Nothing here waits for a platform to finish, and nothing retries: the loop comes back.
@NullMarked
package dev.plumbline.apply;

import org.jspecify.annotations.NullMarked;
