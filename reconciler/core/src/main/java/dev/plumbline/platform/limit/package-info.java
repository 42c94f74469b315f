/// What keeps the agent from asking too much of a platform: how many calls at once and in a second,
/// and when a platform that does not answer is left alone.
@NullMarked
package dev.plumbline.platform.limit;

import org.jspecify.annotations.NullMarked;
