package dev.plumbline.spec;

import dev.plumbline.repository.TreeFile;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.problem.Problem;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Documents that were parsed before, by path and blob: the cost of a commit follows the change,
/// not the repository.
final class ParsedDocuments {
    /// A file that was read: a document, none, or the problem that it is.
    record Parsed(Optional<Document> document, List<Problem> unreadable) {}

    private record Key(String path, String blob) {}

    private final Map<Key, Parsed> documents = new ConcurrentHashMap<>();

    Parsed get(TreeFile file, Supplier<Parsed> parse) {
        return documents.computeIfAbsent(new Key(file.path(), file.blob()), _ -> parse.get());
    }

    /// Forgets what is not among the files any more.
    void retain(Collection<TreeFile> files) {
        Set<Key> current = new HashSet<>();
        files.forEach(file -> current.add(new Key(file.path(), file.blob())));
        documents.keySet().retainAll(current);
    }
}
