/// The control port made real: what the API and the commands are told, read from the loops, the
/// ledger and the embedded platform.
@NullMarked
package dev.plumbline.agent.control;

import org.jspecify.annotations.NullMarked;
