/// A step as a process: its folder, the wrapper that outlives the agent, its environment variables
/// and its log.
@NullMarked
package dev.plumbline.local.jobs.step;

import org.jspecify.annotations.NullMarked;
