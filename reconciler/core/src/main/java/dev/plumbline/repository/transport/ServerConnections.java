package dev.plumbline.repository.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/// The connections to one Git server.
public final class ServerConnections implements AutoCloseable {
    private final Credentials credentials;
    private final Optional<CredentialsProvider> login;
    private final SshSessions sessions;
    private @Nullable Prepared http;

    /// For HTTP, and the state of the file of authorities that it was made with.
    private record Prepared(HttpConnections connections, Optional<FileTime> caFileTime) {}

    /// @param login user and password or token; empty when there is none
    public ServerConnections(
            Credentials credentials, Optional<UsernamePasswordCredentialsProvider> login) {
        this(credentials, login, new SshSessions(credentials));
    }

    ServerConnections(
            Credentials credentials,
            Optional<UsernamePasswordCredentialsProvider> login,
            SshSessions sessions) {
        this.credentials = credentials;
        this.login = login.map(CredentialsProvider.class::cast);
        this.sessions = sessions;
    }

    /// Has a transport connect as the credentials say.
    ///
    /// @throws RefusedException when what it shall connect with cannot be used
    public void prepare(Transport transport) throws IOException {
        transport.setCredentialsProvider(login.orElse(null));
        if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(sessions);
        } else if (transport instanceof TransportHttp overHttp) {
            overHttp.setHttpConnectionFactory(http(overHttp.getURI()));
        }
    }

    private synchronized HttpConnections http(URIish server) throws IOException {
        Optional<Path> caFile = credentials.caFile();
        Optional<FileTime> time =
                caFile.isPresent() && Files.exists(caFile.get())
                        ? Optional.of(Files.getLastModifiedTime(caFile.get()))
                        : Optional.empty();
        Prepared known = http;
        if (known == null || !known.caFileTime().equals(time)) {
            known = new Prepared(new HttpConnections(server, login.isPresent(), caFile), time);
            http = known;
        }
        return known.connections();
    }

    /// What failed is not used again.
    public void failed() {
        sessions.discard();
    }

    public boolean hasLogin() {
        return login.isPresent();
    }

    @Override
    public void close() {
        sessions.close();
    }
}
