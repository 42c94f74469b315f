package dev.plumbline.ledger;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/// Notices that someone rewrote a ledger, here or on the remote, from the head that is remembered
/// outside Git.
final class RewriteGuard {
    private final GitRepository repository;
    private final String ref;
    private final RememberedHead remembered;
    private final Ancestry ancestry;

    RewriteGuard(GitRepository repository, String ref, RememberedHead remembered) {
        this.repository = repository;
        this.ref = ref;
        this.remembered = remembered;
        this.ancestry = new Ancestry(repository.database());
    }

    /// What to tell when the ledger no longer holds what was there before.
    Optional<String> rewriting(Optional<ObjectId> here, Optional<ObjectId> there)
            throws IOException {
        Optional<Revision> known = remembered.read();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        if (here.isEmpty() && there.isEmpty()) {
            return Optional.of(message("is gone", known.get()));
        }
        ObjectId head = ObjectId.fromString(known.get().commit());
        for (ObjectId each : Stream.of(there, here).flatMap(Optional::stream).toList()) {
            if (!ancestry.descends(each, head)) {
                String now = new Revision(each.name()).shortForm();
                return Optional.of(message("was rewritten and is now at " + now, known.get()));
            }
        }
        return Optional.empty();
    }

    private String message(String what, Revision known) {
        return "the ledger %s of %s %s, without its entry %s, which was there before; nothing is applied meanwhile: put the ref back to %s or a commit on top of it, or accept what is there by deleting %s"
                .formatted(
                        ref,
                        repository.url(),
                        what,
                        known.shortForm(),
                        known.commit(),
                        remembered.file());
    }

    /// Whether it could be told at all.
    boolean remembers() throws IOException {
        return remembered.read().isPresent();
    }

    /// Remembers an entry that the remote has too.
    void remember(ObjectId shared) throws IOException {
        Revision head = new Revision(shared.name());
        if (!remembered.read().equals(Optional.of(head))) {
            remembered.write(head);
        }
    }
}
