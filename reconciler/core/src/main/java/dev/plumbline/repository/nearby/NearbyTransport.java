package dev.plumbline.repository.nearby;

import java.io.IOException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/// The transport to a repository on this machine. Copies what a few commits added; all else, pushes
/// among it, goes through JGit's own.
final class NearbyTransport extends Transport {
    private final Repository remote;

    NearbyTransport(Repository clone, URIish uri, Repository remote) {
        super(clone, uri);
        this.remote = remote;
    }

    @Override
    public FetchConnection openFetch() throws TransportException {
        try {
            return new NearbyFetch(remote, local, this::packs);
        } catch (IOException e) {
            throw new TransportException(uri, e.getMessage(), e);
        }
    }

    private FetchConnection packs() throws NotSupportedException, TransportException {
        Transport packs = Transport.open(local, uri);
        packs.setTimeout(getTimeout());
        return packs.openFetch();
    }

    @Override
    public PushConnection openPush() throws NotSupportedException, TransportException {
        Transport packs = Transport.open(local, uri);
        packs.setTimeout(getTimeout());
        return packs.openPush();
    }

    /// Each connection has what it needs to itself.
    @Override
    public void close() {}
}
