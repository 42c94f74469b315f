package dev.plumbline.agent.client;

import dev.plumbline.agent.api.TokenFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a command finds the agent's token: PLUMB_TOKEN, the named data directory, or, for an agent
/// on this machine, the data directory that it says it uses. A file that only its owner may read
/// proves who asks.
public final class Tokens {
    private final Map<String, String> environment;
    private final Optional<Path> data;

    /// @param data the data directory, when the user named one
    public Tokens(Map<String, String> environment, Optional<Path> data) {
        this.environment = Map.copyOf(environment);
        this.data = data;
    }

    /// The token that needs no question to the agent.
    ///
    /// @throws IOException when the named data directory's token cannot be read
    Optional<String> known() throws IOException {
        String fromEnvironment = environment.getOrDefault("PLUMB_TOKEN", "").strip();
        if (!fromEnvironment.isEmpty()) {
            return Optional.of(fromEnvironment);
        }
        return data.isPresent() ? TokenFile.read(data.get()) : Optional.empty();
    }

    /// The token of an agent that says where its data is; empty unless the agent is on this machine
    /// and the file is ours to read.
    Optional<String> told(URI server, String agentsData) {
        if (data.isPresent() || agentsData.isBlank() || !isLoopback(server)) {
            return Optional.empty();
        }
        try {
            return TokenFile.read(Path.of(agentsData));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean isLoopback(URI server) {
        String host = Optional.ofNullable(server.getHost()).orElse("");
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
