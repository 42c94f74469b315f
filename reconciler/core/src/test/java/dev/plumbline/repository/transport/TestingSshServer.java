package dev.plumbline.repository.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;

/// An SSH server on this machine that runs what it is asked to, such as `git-upload-pack`.
final class TestingSshServer implements AutoCloseable {
    private final Path hostKey;
    private final SshServer server;
    private final AtomicInteger greetings = new AtomicInteger();
    private volatile String ending = "";

    private TestingSshServer(Path hostKey, SshServer server) {
        this.hostKey = hostKey;
        this.server = server;
    }

    /// @param port 0 for any
    /// @param authorizedKeys who is let in, in the format of `authorized_keys`
    static TestingSshServer start(int port, Path hostKey, Path authorizedKeys) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(new FileKeyPairProvider(hostKey));
        server.setPublickeyAuthenticator(new AuthorizedKeysAuthenticator(authorizedKeys));
        TestingSshServer running = new TestingSshServer(hostKey, server);
        server.setCommandFactory((_, command) ->
                new InvertedShellWrapper(
                        new ProcessShell("/bin/sh", "-c", command + running.ending)));
        server.addSessionListener(running.counting());
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return running;
    }

    private SessionListener counting() {
        return new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                greetings.incrementAndGet();
            }
        };
    }

    int port() {
        return server.getPort();
    }

    /// How many connections came.
    int greetings() {
        return greetings.get();
    }

    /// Breaks every answer off after so many bytes.
    void breakOffAfter(int bytes) {
        ending = " | { head -c " + bytes + "; kill $$; }";
    }

    String url(Path repository) {
        return "ssh://git@127.0.0.1:" + port() + repository;
    }

    /// The line of `known_hosts` that tells its key.
    String knownHost() {
        try {
            return "[127.0.0.1]:" + port() + " " + Files.readString(Path.of(hostKey + ".pub"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Breaks all connections off.
    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
