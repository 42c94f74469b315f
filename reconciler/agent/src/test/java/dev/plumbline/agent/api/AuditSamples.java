package dev.plumbline.agent.api;

import java.util.List;
import java.util.Optional;

/// Audits of ledgers, sound and not.
public final class AuditSamples {
    private AuditSamples() {}

    public static AuditView audit(boolean sound) {
        return new AuditView(
                sound,
                List.of(
                        new AuditView.Workspace(
                                "fraud/prod",
                                "fraud",
                                sound,
                                Optional.of(Samples.COMMIT),
                                4,
                                2,
                                0,
                                sound
                                        ? List.of()
                                        : List.of(
                                                new AuditView.Finding(
                                                        Optional.of(Samples.COMMIT),
                                                        "names a source commit of another branch"),
                                                new AuditView.Finding(
                                                        Optional.empty(),
                                                        "the ledger was rewritten")),
                                List.of("the entries are one chain"),
                                List.of("that times are right"))));
    }
}
