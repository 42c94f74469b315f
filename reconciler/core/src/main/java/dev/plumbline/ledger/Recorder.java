package dev.plumbline.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;

/// Who writes the ledger: the agent, as author and committer of its commits.
public record Recorder(String name, String mail) {
    PersonIdent at(Instant time) {
        return new PersonIdent(name, mail, time, ZoneOffset.UTC);
    }
}
