package dev.plumbline.reconcile.rollback;

import dev.plumbline.repository.EntryChange;
import dev.plumbline.spec.Belongings;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Picks what belongs to one workspace from all that differs between two commits.
///
/// @param now what belongs to whom at the head
/// @param then what belonged to whom at the commit to go back to
record OwnFiles(String workspace, Belongings now, Belongings then) {
    SortedMap<String, EntryChange> among(SortedMap<String, EntryChange> differences) {
        SortedMap<String, EntryChange> own = new TreeMap<>();
        differences.forEach((path, change) -> {
            if (!path.equals(PlumblineFile.PATH) && isOwn(path, change)) {
                own.put(path, change);
            }
        });
        addWhatIsInTheWay(own, differences);
        return own;
    }

    private boolean isOwn(String path, EntryChange change) {
        boolean isNow = change.before().isPresent() && now.owners(path).contains(workspace);
        // What came into a folder since then has to go from it, unless it is someone's document.
        boolean wasThen =
                (change.after().isPresent() || !now.isDocument(path))
                        && then.owners(path).contains(workspace);
        return isNow || wasThen;
    }

    /// A file cannot stand where a folder is, nor a folder where a file is.
    private static void addWhatIsInTheWay(
            SortedMap<String, EntryChange> own, SortedMap<String, EntryChange> differences) {
        for (Map.Entry<String, EntryChange> each : new TreeMap<>(own).entrySet()) {
            if (each.getValue().after().isPresent()) {
                String path = each.getKey();
                // '0' is the character after '/'.
                own.putAll(differences.subMap(path + "/", path + "0"));
                for (int slash = path.indexOf('/');
                        slash > 0;
                        slash = path.indexOf('/', slash + 1)) {
                    EntryChange above = differences.get(path.substring(0, slash));
                    if (above != null) {
                        own.put(path.substring(0, slash), above);
                    }
                }
            }
        }
    }
}
