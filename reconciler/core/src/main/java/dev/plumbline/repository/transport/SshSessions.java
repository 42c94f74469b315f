package dev.plumbline.repository.transport;

import dev.plumbline.repository.transport.RefusedException.By;
import dev.plumbline.repository.transport.SshLease.Line;
import dev.plumbline.repository.transport.SshLease.Opener;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSession;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/// Sessions with one SSH server. The last one is kept for a while, because greeting a server takes
/// longer than a fetch; it is given to one user at a time, and never kept for so long that a key
/// which the server no longer takes would go on for hours.
final class SshSessions extends SshSessionFactory implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration AGE = Duration.ofMinutes(10);

    private final Optional<SshKey> key;
    private final KnownHosts knownHosts;
    private final Path sshFolder;
    private final Optional<Path> agentSocket;
    private @Nullable Line kept;
    private boolean isClosed;

    SshSessions(Credentials credentials) {
        this(
                credentials,
                FS.DETECTED.userHome().toPath().resolve(".ssh"),
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                        .filter(socket -> !socket.isBlank())
                        .map(Path::of));
    }

    /// @param sshFolder where the user's keys and known hosts are
    /// @param agentSocket of the user's SSH agent; empty when there is none
    SshSessions(Credentials credentials, Path sshFolder, Optional<Path> agentSocket) {
        this.key = credentials.sshKey();
        this.knownHosts =
                credentials
                        .knownHosts()
                        .orElseGet(() ->
                                new KnownHosts.Usual(
                                        List.of(
                                                sshFolder.resolve("known_hosts"),
                                                Path.of("/etc/ssh/ssh_known_hosts"))));
        this.sshFolder = sshFolder;
        this.agentSocket = agentSocket;
    }

    @Override
    public String getType() {
        return "plumbline";
    }

    /// @param credentials are not asked: keys alone are shown
    @Override
    public RemoteSession getSession(
            URIish uri, @Nullable CredentialsProvider credentials, FS fs, int timeoutMillis)
            throws TransportException {
        Opener opener = () -> new Line(connect(uri, fs, timeoutMillis));
        Optional<Line> again = take();
        return again.isPresent()
                ? SshLease.again(again.get(), opener, this::keep)
                : SshLease.first(opener, this::keep);
    }

    @Override
    public void releaseSession(RemoteSession session) {
        session.disconnect();
    }

    private synchronized Optional<Line> take() {
        Optional<Line> taken = Optional.ofNullable(kept);
        kept = null;
        Optional<Line> usable = taken.filter(line -> line.isUsable(AGE));
        if (usable.isEmpty()) {
            taken.ifPresent(Line::hangUp);
        }
        return usable;
    }

    private synchronized void keep(Line line) {
        if (isClosed || kept != null || !line.isUsable(AGE)) {
            line.hangUp();
            return;
        }
        kept = line;
        CompletableFuture.delayedExecutor(
                        IDLE.toSeconds(), TimeUnit.SECONDS, Thread::startVirtualThread)
                .execute(() -> hangUpUnless(line, line.uses()));
    }

    /// Ends a session that nobody used since.
    private synchronized void hangUpUnless(Line line, long usesThen) {
        if (kept == line && line.uses() == usesThen) {
            discard();
        }
    }

    /// Ends the session that is kept: what failed once is not used again.
    synchronized void discard() {
        if (kept != null) {
            kept.hangUp();
            kept = null;
        }
    }

    private SshdSession connect(URIish uri, FS fs, int timeoutMillis) throws TransportException {
        SshServer server = SshServer.of(uri);
        HostKeys hosts = new HostKeys(server.host(), server.port(), knownHosts);
        Identities identities =
                key.isPresent()
                        ? Identities.of(key.get())
                        : Identities.ofUser(sshFolder, agentSocket);
        SshConnector connector = new SshConnector(hosts, identities);
        Opening opening = new Opening(() -> connector.getSession(uri, null, fs, timeoutMillis));
        Thread.ofVirtual().name("ssh to " + server.host()).start(opening);
        try {
            return opening.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            opening.cancel(true);
            throw new TransportException(
                    "no answer", new SocketTimeoutException("no greeting within the time limit"));
        } catch (InterruptedException e) {
            opening.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted", e);
        } catch (ExecutionException e) {
            throw explained(uri, e.getCause(), hosts, identities);
        }
    }

    /// A connection under way; one that comes after it was given up is ended.
    private static final class Opening extends FutureTask<SshdSession> {
        Opening(Callable<SshdSession> connect) {
            super(connect);
        }

        @Override
        protected void set(SshdSession session) {
            super.set(session);
            if (isCancelled()) {
                session.disconnect();
            }
        }
    }

    private static TransportException explained(
            URIish uri, @Nullable Throwable failure, HostKeys hosts, Identities identities) {
        TransportException known =
                failure instanceof TransportException e
                        ? e
                        : new TransportException(String.valueOf(failure), failure);
        Optional<RefusedException> refusal = hosts.refusal(known);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshException ssh && isDenied(ssh)) {
                return new RefusedException(
                        By.SERVER,
                        "it does not let \"%s\" in with %s; add the public key on the server, or name another one under credentials.ssh_key in the agent's configuration"
                                .formatted(uri.getUser(), identities.what()),
                        known);
            }
            if (cause instanceof UnresolvedAddressException) {
                Throwable unknown = new UnknownHostException(uri.getHost());
                return new TransportException(unknown.getMessage(), unknown);
            }
        }
        return known;
    }

    /// RFC 4252: a server that has seen too many keys ends the connection with a message.
    private static boolean isDenied(SshException e) {
        return e.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                || String.valueOf(e.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("too many authentication failures");
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        discard();
    }
}
