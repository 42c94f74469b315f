/// Connections to Git servers, over SSH and HTTPS: what proves to the server who the agent is, and
/// to the agent which server it is. No configuration of the user's Git or SSH is read; nobody is
/// asked, and nothing is trusted that was not known before.
@NullMarked
package dev.plumbline.repository.transport;

import org.jspecify.annotations.NullMarked;
