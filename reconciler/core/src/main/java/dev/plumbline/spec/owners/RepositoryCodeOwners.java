package dev.plumbline.spec.owners;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The code owners of a clone. Safe for use by many threads; remembers the last few files.
public final class RepositoryCodeOwners implements CodeOwners {
    /// GitHub's bound, for all: "CODEOWNERS files must be under 3 MB in size".
    private static final int MOST_BYTES = 3_000_000;

    private static final int MOST_REMEMBERED = 8;

    private final GitRepository repository;
    private final OwnersDialect dialect;
    private final Map<String, OwnersFile> read =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, OwnersFile> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    public RepositoryCodeOwners(GitRepository repository, OwnersDialect dialect) {
        this.repository = repository;
        this.dialect = dialect;
    }

    @Override
    public String file(String commit) {
        SourceTree tree = repository.tree(new Revision(commit));
        return dialect.paths().stream()
                .flatMap(path -> tree.file(path).stream())
                .findFirst()
                .map(found -> found.path() + "@" + found.blob())
                .orElse(NONE);
    }

    @Override
    public Owners of(String file, String path) {
        if (file.equals(NONE)) {
            return new Owners.Nobody(
                    "there was no CODEOWNERS file when the policy came into force; add %s, which names owners of %s"
                            .formatted(dialect.paths().getFirst(), path));
        }
        String name = CodeOwners.path(file);
        try {
            OwnersFile owners = read(file);
            List<OwnerSet> sets = owners.of(path);
            return sets.isEmpty()
                    ? new Owners.Nobody(nobody(name, path, owners))
                    : new Owners.Sets(sets);
        } catch (IOException | RepositoryException | EndlessPatternException e) {
            return new Owners.Nobody("%s cannot be used: %s".formatted(name, e.getMessage()));
        }
    }

    private static String nobody(String name, String path, OwnersFile owners) {
        return "%s names no owner of %s%s; add one there"
                .formatted(
                        name,
                        path,
                        owners.unsupported().isEmpty()
                                ? ""
                                : owners.unsupported().stream()
                                        .collect(
                                                Collectors.joining(
                                                        ", ", " (", " are not supported)")));
    }

    @Override
    public List<String> everyone(String file) {
        if (file.equals(NONE)) {
            return List.of();
        }
        try {
            return read(file).everyone();
        } catch (IOException | RepositoryException _) {
            return List.of();
        }
    }

    private synchronized OwnersFile read(String file) throws IOException {
        Optional<OwnersFile> known = Optional.ofNullable(read.get(file));
        if (known.isPresent()) {
            return known.get();
        }
        String path = CodeOwners.path(file);
        OwnersFile parsed = dialect.parse(text(file.substring(path.length() + 1)));
        read.put(file, parsed);
        return parsed;
    }

    private String text(String blob) throws IOException {
        try (InputStream content = repository.blobs().open(blob)) {
            byte[] bytes = content.readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES) {
                throw new IOException("it must be smaller than %,d bytes".formatted(MOST_BYTES));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
