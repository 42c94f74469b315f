package dev.plumbline.ledger;

import dev.plumbline.repository.SigningKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;

/// Who writes the ledger: the agent, as author and committer of its commits.
///
/// @param key by which it signs them, when it has one
public record Recorder(String name, String mail, Optional<SigningKey> key) {
    /// One that signs nothing.
    public Recorder(String name, String mail) {
        this(name, mail, Optional.empty());
    }

    PersonIdent at(Instant time) {
        return new PersonIdent(name, mail, time, ZoneOffset.UTC);
    }
}
