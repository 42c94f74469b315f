/// Forges: pushes and reviews that come in, statuses and comments that go out. A webhook is a hint
/// to look again, never a source of what is applied.
@NullMarked
package dev.plumbline.webhooks;

import org.jspecify.annotations.NullMarked;
