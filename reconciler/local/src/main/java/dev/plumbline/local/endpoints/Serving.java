package dev.plumbline.local.endpoints;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.ServingStatus;
import java.io.IOException;

/// What endpoints need of the process that answers scoring requests.
public interface Serving {
    /// Makes these the routes. Models load afterwards; [#status] tells how far they are.
    ///
    /// @throws IOException when the process cannot be told; nothing has changed then, or it takes
    ///   them when it is back
    void apply(Routes routes) throws IOException;

    /// @throws Down when the process cannot be started; it is tried again
    /// @throws IOException when the process does not answer, or not yet
    ServingStatus status() throws IOException;

    /// There is no process, and waiting alone does not bring it back: the message says what would.
    final class Down extends IOException {
        public Down(String message) {
            super(message);
        }
    }
}
