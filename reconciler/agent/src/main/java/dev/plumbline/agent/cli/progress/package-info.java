/// Long work, told while it lasts: one line that renews itself on a terminal, nothing elsewhere.
@NullMarked
package dev.plumbline.agent.cli.progress;

import org.jspecify.annotations.NullMarked;
