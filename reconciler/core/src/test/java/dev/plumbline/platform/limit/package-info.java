/// Tests of what keeps the agent from asking too much of a platform.
@NullMarked
package dev.plumbline.platform.limit;

import org.jspecify.annotations.NullMarked;
