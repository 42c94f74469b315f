/// A job as a graph of steps: what each one runs, and which step's output it waits for. Read from
/// the effective spec of a command or a pipeline job, without I/O.
@NullMarked
package dev.plumbline.local.jobs.graph;

import org.jspecify.annotations.NullMarked;
