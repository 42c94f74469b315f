package dev.plumbline.ledger;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files below `acts/` that an act changes: what stands is there, what was taken back is not.
/// The history of the ledger keeps both.
final class ActFiles {
    private ActFiles() {}

    static SortedMap<String, Optional<byte[]>> of(Act act) {
        SortedMap<String, Optional<byte[]>> files = new TreeMap<>();
        act.subjects()
                .forEach(each ->
                        files.put(
                                LedgerPaths.approval(each, act.by()),
                                stands(act, ActJson.writeApproval(each, act.by()))));
        act.suspensions()
                .forEach(each ->
                        files.put(
                                LedgerPaths.suspension(each.id()),
                                stands(act, StandingJson.write(each))));
        act.undos()
                .forEach(each ->
                        files.put(
                                LedgerPaths.undo(each.endpoint()),
                                stands(act, StandingJson.write(each))));
        return files;
    }

    private static Optional<byte[]> stands(Act act, byte[] content) {
        return Optional.of(content).filter(_ -> act.kind().establishes());
    }
}
