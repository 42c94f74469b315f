/// The commands' way to an agent: HTTP calls, and where their token comes from.
@NullMarked
package dev.plumbline.agent.client;

import org.jspecify.annotations.NullMarked;
