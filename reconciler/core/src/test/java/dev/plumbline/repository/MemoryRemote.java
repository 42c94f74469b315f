package dev.plumbline.repository;

import java.io.OutputStream;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BaseConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportProtocol;
import org.eclipse.jgit.transport.URIish;

/// A remote in memory: refs over the objects of its only clone, so that no object has to travel.
public final class MemoryRemote implements AutoCloseable {
    private static final Map<String, MemoryRemote> REMOTES = new ConcurrentHashMap<>();
    private static final Protocol PROTOCOL = new Protocol();

    private final String host = UUID.randomUUID().toString();
    private final Map<String, ObjectId> refs = new TreeMap<>();
    private final Network network;

    /// What happens on the way there and back; may throw.
    public interface Network {
        void asked(String what) throws TransportException;

        void answered(String what) throws TransportException;
    }

    static {
        Transport.register(PROTOCOL);
    }

    public MemoryRemote(Network network) {
        this.network = network;
        REMOTES.put(host, this);
    }

    String url() {
        return "memory://" + host + "/repository";
    }

    /// Moves a branch, as somebody's push does.
    public void set(String branch, ObjectId commit) {
        refs.put("refs/heads/" + branch, commit);
    }

    @Override
    public void close() {
        REMOTES.remove(host);
    }

    private static final class Protocol extends TransportProtocol {
        @Override
        public String getName() {
            return "memory";
        }

        @Override
        public Set<String> getSchemes() {
            return Set.of("memory");
        }

        @Override
        public boolean canHandle(URIish uri, Repository local, String remoteName) {
            return "memory".equals(uri.getScheme()) && REMOTES.containsKey(uri.getHost());
        }

        @Override
        public Transport open(URIish uri, Repository local, String remoteName) {
            MemoryRemote remote = Objects.requireNonNull(REMOTES.get(uri.getHost()));
            return new Transport(local, uri) {
                @Override
                public FetchConnection openFetch() throws TransportException {
                    remote.network.asked("fetch");
                    return new Fetching(remote);
                }

                @Override
                public PushConnection openPush() throws TransportException {
                    remote.network.asked("push");
                    return new Pushing(remote);
                }

                @Override
                public void close() {}
            };
        }
    }

    private abstract static class Talking extends BaseConnection {
        final MemoryRemote remote;

        Talking(MemoryRemote remote) {
            this.remote = remote;
            Map<String, Ref> advertised = new TreeMap<>();
            remote.refs.forEach((name, id) ->
                    advertised.put(
                            name, new ObjectIdRef.PeeledNonTag(Ref.Storage.PACKED, name, id)));
            available(advertised);
        }

        @Override
        public void close() {}
    }

    private static final class Fetching extends Talking implements FetchConnection {
        Fetching(MemoryRemote remote) throws TransportException {
            super(remote);
            remote.network.answered("fetch");
        }

        @Override
        public void fetch(ProgressMonitor monitor, Collection<Ref> want, Set<ObjectId> have) {}

        @Override
        public void fetch(
                ProgressMonitor monitor,
                Collection<Ref> want,
                Set<ObjectId> have,
                OutputStream out) {}

        @Override
        public boolean didFetchIncludeTags() {
            return false;
        }

        @Override
        public boolean didFetchTestConnectivity() {
            return true;
        }

        @Override
        public void setPackLockMessage(String message) {}

        @Override
        public Collection<PackLock> getPackLocks() {
            return Set.of();
        }
    }

    private static final class Pushing extends Talking implements PushConnection {
        Pushing(MemoryRemote remote) {
            super(remote);
        }

        @Override
        public void push(ProgressMonitor monitor, Map<String, RemoteRefUpdate> updates)
                throws TransportException {
            push(monitor, updates, OutputStream.nullOutputStream());
        }

        @Override
        public void push(
                ProgressMonitor monitor, Map<String, RemoteRefUpdate> updates, OutputStream out)
                throws TransportException {
            for (RemoteRefUpdate update : updates.values()) {
                remote.refs.put(update.getRemoteName(), update.getNewObjectId());
                accept(update);
            }
            remote.network.answered("push");
        }

        /// JGit lets only its own connections say what came of a push.
        private static void accept(RemoteRefUpdate update) {
            try {
                Method status =
                        RemoteRefUpdate.class.getDeclaredMethod(
                                "setStatus", RemoteRefUpdate.Status.class);
                status.setAccessible(true);
                status.invoke(update, RemoteRefUpdate.Status.OK);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
