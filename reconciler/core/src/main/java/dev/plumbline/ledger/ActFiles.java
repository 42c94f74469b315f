package dev.plumbline.ledger;

import dev.plumbline.plan.Subject;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files below `acts/` that an act changes: what stands is there, what was taken back is not.
/// The history of the ledger keeps both.
final class ActFiles {
    private ActFiles() {}

    static SortedMap<String, Optional<byte[]>> of(Act act) {
        SortedMap<String, Optional<byte[]>> files = new TreeMap<>();
        for (Subject subject : act.subjects()) {
            files.put(
                    LedgerPaths.approval(subject, act.by()),
                    switch (act.kind()) {
                        case APPROVAL -> Optional.of(ActJson.writeApproval(subject, act.by()));
                        case REVOCATION -> Optional.empty();
                    });
        }
        return files;
    }
}
