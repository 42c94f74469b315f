package dev.plumbline.ledger;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A process that writes to a ledger until it is killed. It prints each entry after it was
/// recorded.
///
/// Arguments: the remote, the folder of the clone.
final class KilledAgent {
    private KilledAgent() {}

    public static void main(String[] arguments) {
        try (GitRepository repository =
                GitRepository.open(arguments[0], Optional.empty(), Path.of(arguments[1]))) {
            repository.fetch();
            Revision head = repository.head().orElseThrow();
            Ledger ledger =
                    Ledger.open(
                            repository,
                            "staging",
                            new Recorder("Plumbline", "agent@plumbline.dev"),
                            InstantSource.system(),
                            Path.of(arguments[1] + ".head"));
            ChangeRecord change =
                    ChangeRecord.intended("update", LedgerFixture.MODEL, "declared in Git");
            for (int round = 0; ; round++) {
                Digest plan = Digest.ofText(System.nanoTime() + " " + round);
                ledger.intend(new Intent(head, plan, "poll", List.of(change)));
                Recorded release =
                        ledger.conclude(
                                new Release(
                                        head,
                                        plan,
                                        plan,
                                        "poll",
                                        ReleaseOutcome.SUCCEEDED,
                                        List.of(),
                                        List.of(change.withOutcome(ChangeOutcome.applied())),
                                        Map.of(),
                                        Set.of(),
                                        List.of()));
                System.out.println(release.entry().revision());
            }
        }
    }
}
