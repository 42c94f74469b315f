package dev.plumbline.ledger;

import dev.plumbline.repository.GitRepository;
import java.io.IOException;
import java.util.Set;

/// The ledgers of a repository.
public final class Ledgers {
    private Ledgers() {}

    /// The short names of the workspaces that have one, here or on the remote.
    public static Set<String> workspaces(GitRepository repository) {
        try {
            return LedgerPlaces.workspaces(repository.database());
        } catch (IOException e) {
            throw new LedgerException("cannot list the ledgers: " + e.getMessage(), e);
        }
    }
}
