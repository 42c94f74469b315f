package dev.plumbline.agent.loop;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.spec.Belongings;
import dev.plumbline.spec.SpecLoader;
import java.util.Optional;

/// Commits of one repository with what they declare. What two of them have in common is read once.
final class Snapshots {
    private final GitRepository repository;
    private final SpecLoader loader = new SpecLoader(Platforms::limits);
    private volatile Optional<Snapshot> followed = Optional.empty();

    Snapshots(GitRepository repository) {
        this.repository = repository;
    }

    /// The followed branch's newest commit, once it was loaded.
    Optional<Snapshot> followed() {
        return followed;
    }

    boolean isFollowed(Revision revision) {
        return followed.filter(each -> each.commit().revision().equals(revision)).isPresent();
    }

    /// Takes another commit for the newest of the followed branch.
    Snapshot follow(Revision revision) {
        Snapshot snapshot = of(revision);
        followed = Optional.of(snapshot);
        return snapshot;
    }

    Snapshot of(Revision revision) {
        return of(revision, repository.tree(revision));
    }

    /// Files in the place of those of a commit.
    Snapshot of(Revision revision, SourceTree files) {
        return new Snapshot(repository.commit(revision), loader.load(files));
    }

    /// What of a commit belongs to which workspace.
    Belongings belongings(Revision revision) {
        return loader.belongings(repository.tree(revision));
    }
}
