/// The story of the demo: real commits, pushed to a real repository, reconciled by a real agent and
/// watched over its API.
@NullMarked
package dev.plumbline.agent.demo;

import org.jspecify.annotations.NullMarked;
