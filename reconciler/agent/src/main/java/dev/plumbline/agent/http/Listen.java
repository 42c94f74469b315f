package dev.plumbline.agent.http;

import java.util.Locale;
import java.util.Set;

/// Where the agent listens, and by which names it may be called.
///
/// @param host the address to bind; 127.0.0.1 unless told otherwise
/// @param port 0 takes a free one
/// @param names further host names that requests may carry, such as a reverse proxy's
public record Listen(String host, int port, Set<String> names) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public Listen {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; it must be from 0 to 65535");
        }
        names = Set.copyOf(names);
    }

    public static Listen loopback(int port) {
        return new Listen("127.0.0.1", port, Set.of());
    }

    /// Whether a `Host` header names this agent. Anything else may be a page that had its own name
    /// point at this machine.
    boolean answersTo(String hostHeader) {
        String name = withoutPort(hostHeader).toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name)
                || name.equals(host.toLowerCase(Locale.ROOT))
                || names.contains(name);
    }

    private static String withoutPort(String hostHeader) {
        int colon = hostHeader.lastIndexOf(':');
        return colon > hostHeader.lastIndexOf(']') ? hostHeader.substring(0, colon) : hostHeader;
    }
}
