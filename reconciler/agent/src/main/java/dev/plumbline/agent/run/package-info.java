/// The agent as a process: everything wired, started, told about and stopped.
@NullMarked
package dev.plumbline.agent.run;

import org.jspecify.annotations.NullMarked;
