/// One class per command of `plumb`: its options, its help, what it asks and how it shows the
/// answer.
@NullMarked
package dev.plumbline.agent.cli.command;

import org.jspecify.annotations.NullMarked;
