/// The agent's loop: it looks at a repository when something may have changed and reconciles its
/// workspaces. Level-based: a signal says "look again" and nothing more, so that lost and doubled
/// ones do no harm.
@NullMarked
package dev.plumbline.agent.loop;

import org.jspecify.annotations.NullMarked;
