package dev.plumbline.spec.entry;

import dev.plumbline.resource.Pool;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.document.DeclaredIds;
import dev.plumbline.spec.source.DocumentCache.Parsed;
import dev.plumbline.spec.source.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one file is to the entry of a workspace.
///
/// @param id that it gives itself, whether it can be used or not
/// @param unread whether it could not be read, so that nobody knows what it holds
/// @param included the patterns of `include` that match it, as places in the entry
/// @param use what was put into it
public record FileFacts(
        Optional<ResourceId> id, boolean unread, Set<List<String>> included, Use use) {
    /// Most files are included by the same patterns.
    private static final Pool<Set<List<String>>> PLACES = new Pool<>(256);

    public static final FileFacts NONE = new FileFacts(Optional.empty(), false, Set.of(), Use.NONE);

    public FileFacts {
        included = PLACES.canonical(Set.copyOf(included));
    }

    /// Of a file that the workspace includes.
    public static FileFacts of(Parsed parsed, Set<List<String>> included) {
        return new FileFacts(
                parsed.document().flatMap(DeclaredIds::of),
                !parsed.unreadable().isEmpty(),
                included,
                parsed.use());
    }

    /// Of a file that it does not include.
    ///
    /// @param use what was put into it all the same, since an included file names it
    public static FileFacts outside(Set<List<String>> included, Use use) {
        return new FileFacts(Optional.empty(), false, included, use);
    }
}
