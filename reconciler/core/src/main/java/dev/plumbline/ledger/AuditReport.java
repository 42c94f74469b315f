package dev.plumbline.ledger;

import dev.plumbline.repository.Revision;
import java.util.List;
import java.util.Optional;

/// What a walk over a whole ledger found.
///
/// @param head the newest entry; empty when there is none
/// @param entries how many commits there are
/// @param releases how many of them are releases
/// @param signed how many of them carry a signature
/// @param findings what is not as the ledger writes it, oldest entry first
/// @param proves what holds when there are no findings, for people
/// @param provesNot what nobody can tell from the ledger, for people
public record AuditReport(
        Optional<Revision> head,
        int entries,
        int releases,
        int signed,
        List<Finding> findings,
        List<String> proves,
        List<String> provesNot) {
    public AuditReport {
        findings = List.copyOf(findings);
        proves = List.copyOf(proves);
        provesNot = List.copyOf(provesNot);
    }

    public boolean isSound() {
        return findings.isEmpty();
    }

    /// Something that is not as it should be.
    ///
    /// @param entry the ledger's commit; empty when it is about the whole
    public record Finding(Optional<Revision> entry, String message) {}
}
