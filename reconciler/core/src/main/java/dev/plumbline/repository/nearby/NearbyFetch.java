package dev.plumbline.repository.nearby;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BaseConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.TransferConfig;
import org.jspecify.annotations.Nullable;

/// One fetch from a repository on this machine.
final class NearbyFetch extends BaseConnection implements FetchConnection {
    private final Repository remote;
    private final Repository clone;
    private final Packs packs;
    private final List<PackLock> locks = new ArrayList<>();
    private Optional<String> lockMessage = Optional.empty();

    /// Opens a connection over which Git would send a pack.
    @FunctionalInterface
    interface Packs {
        FetchConnection open() throws NotSupportedException, TransportException;
    }

    NearbyFetch(Repository remote, Repository clone, Packs packs) throws IOException {
        this.remote = remote;
        this.clone = clone;
        this.packs = packs;
        available(advertised());
    }

    /// What the remote shows to others: its HEAD, when that is on a commit, and every ref that its
    /// configuration does not hide.
    private Map<String, Ref> advertised() throws IOException {
        Map<String, Ref> refs = new TreeMap<>();
        for (Ref ref : remote.getRefDatabase().getRefs()) {
            if (ref.getObjectId() != null
                    && (ref.getName().equals(Constants.HEAD)
                            || ref.getName().startsWith(Constants.R_REFS))) {
                refs.put(ref.getName(), ref);
            }
        }
        return new TransferConfig(remote).getRefFilter().filter(refs);
    }

    @Override
    public void fetch(ProgressMonitor monitor, Collection<Ref> want, Set<ObjectId> have)
            throws TransportException {
        fetch(monitor, want, have, null);
    }

    @Override
    public void fetch(
            ProgressMonitor monitor,
            Collection<Ref> want,
            Set<ObjectId> have,
            @Nullable OutputStream out)
            throws TransportException {
        try {
            if (!copy(want)) {
                fetchPack(monitor, want, have);
            }
        } catch (IOException e) {
            throw e instanceof TransportException known
                    ? known
                    : new TransportException(e.getMessage(), e);
        }
    }

    /// @return false when that is not the way for so much
    private boolean copy(Collection<Ref> want) throws IOException {
        if (!remote.getObjectDatabase().getShallowCommits().isEmpty()) {
            return false;
        }
        try (ObjectReader source = remote.newObjectReader();
                ObjectReader known = clone.newObjectReader();
                ObjectInserter target = clone.newObjectInserter()) {
            MissingObjects missing = new MissingObjects(source, known);
            for (Ref ref : want) {
                ObjectId id = ref.getObjectId();
                if (id != null && !missing.add(id)) {
                    return false;
                }
            }
            for (ObjectId id : missing.partsFirst()) {
                copy(source.open(id), id, target);
            }
            target.flush();
            return true;
        }
    }

    private static void copy(ObjectLoader object, ObjectId id, ObjectInserter target)
            throws IOException {
        byte[] bytes = object.getCachedBytes();
        if (!target.idFor(object.getType(), bytes).equals(id)) {
            throw new CorruptObjectException(id, "its content has another id");
        }
        target.insert(object.getType(), bytes);
    }

    private void fetchPack(ProgressMonitor monitor, Collection<Ref> want, Set<ObjectId> have)
            throws IOException {
        try (FetchConnection connection = packs.open()) {
            lockMessage.ifPresent(connection::setPackLockMessage);
            // The ref may have moved since; what it was is still there.
            connection.fetch(monitor, want, have);
            locks.addAll(connection.getPackLocks());
        }
    }

    @Override
    public boolean didFetchIncludeTags() {
        return false;
    }

    @Override
    public boolean didFetchTestConnectivity() {
        return false;
    }

    @Override
    public void setPackLockMessage(String message) {
        lockMessage = Optional.of(message);
    }

    @Override
    public Collection<PackLock> getPackLocks() {
        return List.copyOf(locks);
    }

    /// The remote stays open for the next one.
    @Override
    public void close() {}
}
