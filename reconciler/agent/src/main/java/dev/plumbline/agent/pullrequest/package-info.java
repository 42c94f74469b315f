/// Pull requests as the control plane: previews, approvals from reviews, reports of what came of a
/// merge.
@NullMarked
package dev.plumbline.agent.pullrequest;

import org.jspecify.annotations.NullMarked;
