/// The agent's HTTP side: routes over [dev.plumbline.agent.api.Control], and the guard before them.
/// It decides nothing but who may ask.
@NullMarked
package dev.plumbline.agent.http;

import org.jspecify.annotations.NullMarked;
