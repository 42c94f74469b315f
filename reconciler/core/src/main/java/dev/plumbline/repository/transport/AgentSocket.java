package dev.plumbline.repository.transport;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.transport.sshd.agent.AbstractConnector;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/// The socket of the user's SSH agent (`SSH_AUTH_SOCK`).
record AgentSocket(Path path) implements ConnectorFactory {
    @Override
    public Connector create(@Nullable String identityAgent, File homeDir) {
        return new Socket(path);
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public String getName() {
        return "plumbline";
    }

    @Override
    public Collection<ConnectorDescriptor> getSupportedConnectors() {
        return List.of();
    }

    @Override
    public @Nullable ConnectorDescriptor getDefaultConnector() {
        return null;
    }

    /// A conversation with the agent: each message is its length in four bytes, and what it says.
    private static final class Socket extends AbstractConnector {
        private final Path path;
        private @Nullable SocketChannel channel;

        Socket(Path path) {
            this.path = path;
        }

        /// @return false when no agent listens, which leaves the keys in files
        @Override
        public boolean connect() {
            try {
                if (channel == null) {
                    channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
                }
                return true;
            } catch (IOException | UnsupportedOperationException _) {
                return false;
            }
        }

        @Override
        public byte[] rpc(byte command, byte[] message) throws IOException {
            SocketChannel open = channel;
            if (open == null) {
                throw new EOFException("the SSH agent is not connected");
            }
            prepareMessage(command, message);
            ByteBuffer out = ByteBuffer.wrap(message);
            while (out.hasRemaining()) {
                open.write(out);
            }
            return read(open, toLength(command, read(open, Integer.BYTES)));
        }

        private static byte[] read(SocketChannel from, int length) throws IOException {
            ByteBuffer in = ByteBuffer.allocate(length);
            while (in.hasRemaining()) {
                if (from.read(in) < 0) {
                    throw new EOFException("the SSH agent broke off");
                }
            }
            return in.array();
        }

        @Override
        public void close() throws IOException {
            if (channel != null) {
                channel.close();
                channel = null;
            }
        }
    }
}
