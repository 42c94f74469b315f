package dev.plumbline.spec.entry;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.source.Use;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the files of the repository are to the entry of one workspace: how many each part of it
/// touches, and what they declare. Kept file by file.
public final class EntryFacts {
    private final WorkspaceConfig config;
    private final Map<String, FileFacts> files = new HashMap<>();
    private final Map<List<String>, Integer> uses = new HashMap<>();

    /// Most ids stand in one file; in the order of files.
    private final SortedMap<ResourceId, List<String>> ids = new TreeMap<>();

    private final SortedSet<String> unread = new TreeSet<>();
    private final SortedMap<String, List<Use.Failure>> failures = new TreeMap<>();
    private long version;

    public EntryFacts(WorkspaceConfig config) {
        this.config = config;
    }

    /// Takes what a file is now; [FileFacts#NONE] when it is no more.
    public void put(String path, FileFacts now) {
        FileFacts before =
                Optional.ofNullable(
                                now.equals(FileFacts.NONE)
                                        ? files.remove(path)
                                        : files.put(path, now))
                        .orElse(FileFacts.NONE);
        if (now.equals(before)) {
            return;
        }
        version++;
        remove(path, before);
        add(path, now);
    }

    private void remove(String path, FileFacts before) {
        count(before, -1);
        before.id()
                .ifPresent(id ->
                        ids.computeIfPresent(
                                id,
                                (_, paths) -> {
                                    List<String> left =
                                            paths.stream()
                                                    .filter(each -> !each.equals(path))
                                                    .toList();
                                    return left.isEmpty() ? null : left;
                                }));
        unread.remove(path);
        failures.remove(path);
    }

    private void add(String path, FileFacts now) {
        count(now, 1);
        now.id()
                .ifPresent(id ->
                        ids.merge(
                                id,
                                List.of(path),
                                (known, more) ->
                                        Stream.concat(known.stream(), more.stream())
                                                .distinct()
                                                .sorted()
                                                .toList()));
        if (now.unread()) {
            unread.add(path);
        }
        if (!now.use().failures().isEmpty()) {
            failures.put(path, now.use().failures());
        }
    }

    private void count(FileFacts facts, int more) {
        count(facts.included(), more);
        count(facts.use().places(), more);
    }

    private void count(Collection<List<String>> places, int more) {
        for (List<String> place : places) {
            uses.merge(place, more, Integer::sum);
            uses.remove(place, 0);
        }
    }

    /// Another number after each change.
    long version() {
        return version;
    }

    WorkspaceConfig config() {
        return config;
    }

    /// Whether a part of the entry touches any file.
    ///
    /// @param place the keys and indexes that lead to it in the entry
    boolean isUsed(List<String> place) {
        return uses.containsKey(place);
    }

    boolean declares(ResourceId id) {
        return ids.containsKey(id);
    }

    /// The first file that declares a resource.
    Optional<String> file(ResourceId id) {
        return Optional.ofNullable(ids.get(id)).map(List::getFirst);
    }

    /// The ids that included files give themselves.
    Collection<ResourceId> ids() {
        return Collections.unmodifiableSet(ids.keySet());
    }

    /// Included files that could not be read.
    Collection<String> unread() {
        return Collections.unmodifiableSet(unread);
    }

    /// What could not be put into files, in the order of paths.
    SortedMap<String, List<Use.Failure>> failures() {
        return Collections.unmodifiableSortedMap(failures);
    }
}
