/// Sweeps: which trials to start, which to stop early, which was best. Pure: all of it follows from
/// the spec, a seed and the trials so far, so that a sweep goes on after the agent was killed.
@NullMarked
package dev.plumbline.local.jobs.sweep;

import org.jspecify.annotations.NullMarked;
