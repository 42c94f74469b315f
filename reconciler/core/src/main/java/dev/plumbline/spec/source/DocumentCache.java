package dev.plumbline.spec.source;

import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.problem.Problem;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Documents that were parsed lately. Bounded by the size of their texts, and by the heap; what was
/// dropped is parsed again when it is asked for. Safe for use by many threads.
public final class DocumentCache {
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    /// A document takes several times the room of its text.
    private static final long SHARE_OF_THE_HEAP = 256;

    /// What a document is kept under.
    ///
    /// @param view the tokens and overrides it was read with
    record Key(WorkspaceView view, String path, String blob) {}

    /// A file that was read: a document, none, or the problem that it is.
    ///
    /// @param use what the workspace put into it
    public record Parsed(Optional<Document> document, List<Problem> unreadable, Use use) {
        public List<Problem> problems() {
            return document.map(Document::problems).orElse(unreadable);
        }

        private int size() {
            return document.map(read -> read.yaml().size()).orElse(0);
        }
    }

    private final Map<Key, Parsed> documents = new LinkedHashMap<>(16, 0.75f, true);
    private final long room =
            Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP);
    private long bytes;

    Parsed get(Key key, Supplier<Parsed> parse) {
        synchronized (documents) {
            Parsed known = documents.get(key);
            if (known != null) {
                return known;
            }
        }
        Parsed parsed = parse.get();
        synchronized (documents) {
            if (documents.putIfAbsent(key, parsed) == null) {
                bytes += parsed.size();
                evict();
            }
        }
        return parsed;
    }

    private void evict() {
        Iterator<Parsed> oldest = documents.values().iterator();
        while (bytes > room && oldest.hasNext()) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }
}
