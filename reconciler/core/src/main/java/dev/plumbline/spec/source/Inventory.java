package dev.plumbline.spec.source;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import dev.plumbline.spec.document.DeclaredIds;
import dev.plumbline.spec.document.KindDetector;
import dev.plumbline.spec.source.DocumentCache.Parsed;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The YAML files of a repository, whatever workspace they belong to.
public final class Inventory {
    /// What a file is.
    private enum Kind {
        ABSENT,
        NOTHING,
        DOCUMENT,
        SPEC,
        /// No YAML, but meant as a spec.
        BROKEN_SPEC;

        boolean isDocument() {
            return this == DOCUMENT || this == SPEC;
        }

        boolean isSpec() {
            return this == SPEC || this == BROKEN_SPEC;
        }
    }

    /// @param declares the id that a spec gives itself
    private record Found(Kind kind, Optional<ResourceId> declares) {
        Found(Kind kind) {
            this(kind, Optional.empty());
        }
    }

    private final Map<String, Kind> files = new HashMap<>();
    private Set<String> filesNow = Set.of();
    private int documents;
    private SharedMap<String, Optional<ResourceId>> specs = SharedMap.empty();

    public void update(DocumentSource source, Collection<String> changed) {
        Map<String, Found> found =
                changed.parallelStream()
                        .filter(KindDetector::isCandidate)
                        .collect(
                                Collectors.toMap(
                                        path -> path,
                                        path ->
                                                source.parsed(path)
                                                        .map(Inventory::what)
                                                        .orElseGet(() -> new Found(Kind.ABSENT))));
        boolean otherFiles = false;
        Map<String, Optional<Optional<ResourceId>>> changes = new HashMap<>();
        for (Map.Entry<String, Found> entry : found.entrySet()) {
            Found there = entry.getValue();
            Kind before = keep(entry.getKey(), there.kind());
            otherFiles |= (before == Kind.ABSENT) != (there.kind() == Kind.ABSENT);
            documents += count(there.kind()) - count(before);
            changes.put(
                    entry.getKey(),
                    Optional.of(there.declares()).filter(_ -> there.kind().isSpec()));
        }
        if (otherFiles) {
            filesNow = Set.copyOf(files.keySet());
        }
        specs = specs.with(changes);
    }

    /// @return what the file was before
    private Kind keep(String path, Kind now) {
        Kind before = now == Kind.ABSENT ? files.remove(path) : files.put(path, now);
        return before == null ? Kind.ABSENT : before;
    }

    private static int count(Kind kind) {
        return kind.isDocument() ? 1 : 0;
    }

    private static Found what(Parsed parsed) {
        if (!parsed.unreadable().isEmpty()) {
            return new Found(Kind.BROKEN_SPEC);
        }
        return parsed.document()
                .map(document ->
                        document.isSpec()
                                ? new Found(Kind.SPEC, DeclaredIds.of(document))
                                : new Found(Kind.DOCUMENT))
                .orElseGet(() -> new Found(Kind.NOTHING));
    }

    /// Where YAML files stand, of whatever use; the same set until another is there.
    public Set<String> files() {
        return filesNow;
    }

    public int documents() {
        return documents;
    }

    /// Where specs stand, the unusable ones too, and the ids that they give themselves, before
    /// anything of `plumbline.yml` is applied to them.
    public SharedMap<String, Optional<ResourceId>> specs() {
        return specs;
    }
}
