package dev.plumbline.spec;

import dev.plumbline.resource.Kind;
import dev.plumbline.spec.compile.Declaration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which files declare what others ask for by name.
final class Declarations {
    /// Most are declared by one file; in order.
    private final Map<Declaration, List<String>> files = new HashMap<>();

    private final Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);

    /// Takes what a file declares in the place of what it declared before.
    ///
    /// @return what those have asked for whom it concerns
    Set<Declaration> replace(
            String path, Optional<Declaration> before, Optional<Declaration> after) {
        Set<Declaration> concerned = new HashSet<>();
        before.ifPresent(concerned::add);
        after.ifPresent(concerned::add);
        if (!before.equals(after)) {
            before.filter(declaration -> remove(declaration, path))
                    .ifPresent(gone -> concerned.add(Declaration.any(gone.kind())));
            after.filter(declaration -> add(declaration, path))
                    .ifPresent(added -> concerned.add(Declaration.any(added.kind())));
        }
        return concerned;
    }

    /// Whether the name is new.
    private boolean add(Declaration declaration, String path) {
        files.merge(
                declaration,
                List.of(path),
                (known, more) ->
                        Stream.concat(known.stream(), more.stream()).distinct().sorted().toList());
        return names.computeIfAbsent(declaration.kind(), _ -> new TreeSet<>())
                .add(declaration.name());
    }

    /// Whether no file has the name any more.
    private boolean remove(Declaration declaration, String path) {
        List<String> left = files(declaration).stream().filter(each -> !each.equals(path)).toList();
        if (!left.isEmpty()) {
            files.put(declaration, left);
            return false;
        }
        files.remove(declaration);
        names(declaration.kind()).remove(declaration.name());
        return true;
    }

    /// The files that declare something, in order.
    List<String> files(Declaration declaration) {
        return files.getOrDefault(declaration, List.of());
    }

    Set<String> names(Kind kind) {
        return names.getOrDefault(kind, Set.of());
    }
}
