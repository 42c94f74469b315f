package dev.plumbline.repository.transport;

import java.util.Locale;
import org.eclipse.jgit.transport.URIish;

/// Where an SSH server is.
record SshServer(String host, int port) {
    static final int PORT = 22;

    static SshServer of(URIish uri) {
        return new SshServer(
                uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() > 0 ? uri.getPort() : PORT);
    }
}
