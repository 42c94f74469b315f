package dev.plumbline.repository.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.sshd.SshdSession;

/// A session in the hands of one user, who gives it back at the end.
final class SshLease implements RemoteSession2 {
    private final Opener opener;
    private final Consumer<Line> giveBack;
    private final AtomicBoolean isGivenBack = new AtomicBoolean();
    private Line line;
    private boolean isUsedAgain;

    /// Makes a new connection.
    @FunctionalInterface
    interface Opener {
        Line open() throws TransportException;
    }

    private SshLease(Line line, boolean isUsedAgain, Opener opener, Consumer<Line> giveBack) {
        this.line = line;
        this.isUsedAgain = isUsedAgain;
        this.opener = opener;
        this.giveBack = giveBack;
    }

    static SshLease first(Opener opener, Consumer<Line> giveBack) throws TransportException {
        return new SshLease(opener.open(), false, opener, giveBack);
    }

    static SshLease again(Line line, Opener opener, Consumer<Line> giveBack) {
        return new SshLease(line, true, opener, giveBack);
    }

    @Override
    public Process exec(String command, int timeoutSeconds) throws IOException {
        return exec(command, Map.of(), timeoutSeconds);
    }

    /// A session that was kept may have ended unseen, or its server may take one command only; then
    /// a new one takes its place.
    @Override
    public Process exec(String command, Map<String, String> environment, int timeoutSeconds)
            throws IOException {
        try {
            return line.exec(command, environment, timeoutSeconds);
        } catch (IOException | RuntimeException e) {
            if (!isUsedAgain) {
                throw e;
            }
            line.hangUp();
            line = opener.open();
            isUsedAgain = false;
            return line.exec(command, environment, timeoutSeconds);
        }
    }

    @Override
    public void disconnect() {
        if (!isGivenBack.getAndSet(true)) {
            giveBack.accept(line);
        }
    }

    /// A connection that may be used again.
    static final class Line {
        private final SshdSession session;
        private final long openedNanos = System.nanoTime();
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final AtomicBoolean isHungUp = new AtomicBoolean();
        private final AtomicLong uses = new AtomicLong();

        Line(SshdSession session) {
            this.session = session;
            session.addCloseListener(_ -> isOver.set(true));
        }

        boolean isUsable(Duration age) {
            return !isOver.get() && System.nanoTime() - openedNanos < age.toNanos();
        }

        long uses() {
            return uses.get();
        }

        Process exec(String command, Map<String, String> environment, int timeoutSeconds)
                throws IOException {
            uses.incrementAndGet();
            return session.exec(command, environment, timeoutSeconds);
        }

        /// Ends its threads too, which an end from the server's side does not.
        void hangUp() {
            isOver.set(true);
            if (!isHungUp.getAndSet(true)) {
                session.disconnect();
            }
        }
    }
}
