/// Going back to an earlier commit of a workspace: a new commit that gives its files the content
/// that they had then, pushed to the branch that the agent follows, or to one of its own where
/// others have a say.
@NullMarked
package dev.plumbline.reconcile.rollback;

import org.jspecify.annotations.NullMarked;
