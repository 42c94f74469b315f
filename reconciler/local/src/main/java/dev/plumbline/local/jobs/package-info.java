/// Jobs as real processes: a run is a graph of steps, each step a process in a folder of its own
/// that outlives the agent.
@NullMarked
package dev.plumbline.local.jobs;

import org.jspecify.annotations.NullMarked;
