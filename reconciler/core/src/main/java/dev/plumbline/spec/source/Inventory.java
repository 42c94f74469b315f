package dev.plumbline.spec.source;

import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.KindDetector;
import dev.plumbline.spec.source.DocumentCache.Parsed;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The YAML files of a repository, whatever workspace they belong to.
public final class Inventory {
    /// What a file is.
    private enum Found {
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

    private final Set<String> files = new HashSet<>();
    private final Set<String> documents = new HashSet<>();
    private final Set<String> specs = new HashSet<>();
    private Set<String> filesNow = Set.of();
    private Set<String> specsNow = Set.of();

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
                                                        .orElse(Found.ABSENT)));
        boolean otherFiles = false;
        boolean otherSpecs = false;
        for (Map.Entry<String, Found> entry : found.entrySet()) {
            otherFiles |= keep(files, entry.getKey(), entry.getValue() != Found.ABSENT);
            keep(documents, entry.getKey(), entry.getValue().isDocument());
            otherSpecs |= keep(specs, entry.getKey(), entry.getValue().isSpec());
        }
        if (otherFiles) {
            filesNow = Set.copyOf(files);
        }
        if (otherSpecs) {
            specsNow = Set.copyOf(specs);
        }
    }

    /// Whether the set is another than before.
    private static boolean keep(Set<String> paths, String path, boolean wanted) {
        return wanted ? paths.add(path) : paths.remove(path);
    }

    private static Found what(Parsed parsed) {
        if (!parsed.unreadable().isEmpty()) {
            return Found.BROKEN_SPEC;
        }
        return parsed.document()
                .map(Document::isSpec)
                .map(spec -> spec ? Found.SPEC : Found.DOCUMENT)
                .orElse(Found.NOTHING);
    }

    /// Where YAML files stand, of whatever use; the same set until another is there.
    public Set<String> files() {
        return filesNow;
    }

    public int documents() {
        return documents.size();
    }

    /// Where specs stand, the unusable ones too.
    public Set<String> specs() {
        return specsNow;
    }
}
