package dev.plumbline.agent.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// Another module's routes below a prefix. The module speaks plain requests and answers, so that it
/// needs no HTTP server.
///
/// @param prefix where it lives, such as `/mlflow`
/// @param access who may call it
/// @param mostBytes the largest body; a longer one is answered with 413
public record Mount(String prefix, Access access, long mostBytes, Routes routes) {
    /// Who may call a mount.
    public enum Access {
        /// Clients, whom the routes know by the tokens that they send, or by being on this machine;
        /// never a page of another origin.
        CLIENTS,
        /// Anyone: the routes authenticate by themselves, as a signed webhook does.
        OPEN
    }

    /// Answers requests. Errors that it throws become a 500 without details.
    @FunctionalInterface
    public interface Routes {
        Answer handle(Request request) throws IOException;
    }

    /// A request.
    ///
    /// @param path what follows the prefix, beginning with a slash
    /// @param headers by name in lower case
    /// @param isLocal whether the caller is on this machine and named this agent
    /// @param body ends with an [IOException] when it is longer than the mount allows
    public record Request(
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            boolean isLocal,
            InputStream body) {}

    /// An answer; the server closes its body.
    public record Answer(int status, String contentType, InputStream body) {}
}
