/// What the agent can be asked, and what it answers: [Control] is the port that the HTTP routes
/// talk to and the loop implements; the views are records whose JSON is the contract that scripts
/// rely on. Nothing here knows HTTP.
@NullMarked
package dev.plumbline.agent.api;

import org.jspecify.annotations.NullMarked;
