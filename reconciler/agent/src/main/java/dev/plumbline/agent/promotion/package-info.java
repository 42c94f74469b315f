/// Promotions: a model version that meets what a repository asks for is proposed in a pull request.
/// Judging is pure; a thread of its own writes the branch and talks to the forge.
@NullMarked
package dev.plumbline.agent.promotion;

import org.jspecify.annotations.NullMarked;
