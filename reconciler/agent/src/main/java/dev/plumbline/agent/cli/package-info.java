/// The command line: `plumb`. Here it is put together and run; the commands themselves are next
/// door.
@NullMarked
package dev.plumbline.agent.cli;

import org.jspecify.annotations.NullMarked;
