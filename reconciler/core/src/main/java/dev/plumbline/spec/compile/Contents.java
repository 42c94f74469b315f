package dev.plumbline.spec.compile;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.resource.Value.ContentFile;
import dev.plumbline.spec.problem.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/// Files and folders of a commit as contents. A folder of code leaves out what its `.amlignore`
/// names (its `.gitignore` where there is none) and the specs in it.
final class Contents {
    private final SourceTree tree;
    private final SourceTree besides;
    private final Predicate<TreeFile> isSpec;

    /// @param besides the same tree, asked for what stands beside a path
    Contents(SourceTree tree, SourceTree besides, Predicate<TreeFile> isSpec) {
        this.tree = tree;
        this.besides = besides;
        this.isSpec = isSpec;
    }

    byte[] read(TreeFile file) {
        try {
            return tree.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Whether a path leads to or through a symbolic link or a submodule, which are not followed.
    boolean isRefused(String path) {
        return tree.refused().stream()
                .anyMatch(refused -> path.equals(refused) || path.startsWith(refused + "/"));
    }

    /// The file, or everything in the folder, at a path; empty when neither is there.
    Optional<Content> data(String path) {
        return at(path, _ -> true);
    }

    /// As [#data(String)], without ignored files and specs.
    Optional<Content> code(String path) {
        List<FastIgnoreRule> rules = ignoreRules(path);
        return at(path, file -> !isIgnored(rules, relative(path, file)) && !isSpec.test(file));
    }

    /// The path of a file or folder beside a path, whose name is nearly the same: so near, where
    /// the path may be right and what it names not there yet, that it can only be misspelt.
    Optional<String> nearly(String path, boolean mayBeRight) {
        String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
        Set<String> names =
                besides
                        .below(folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1))
                        .stream()
                        .map(file -> file.path().substring(folder.length()))
                        .map(name ->
                                name.contains("/") ? name.substring(0, name.indexOf('/')) : name)
                        .collect(Collectors.toSet());
        String name = path.substring(folder.length());
        return (mayBeRight ? Nearest.to(name, names, 2) : Nearest.to(name, names))
                .map(folder::concat);
    }

    private Optional<Content> at(String path, Predicate<TreeFile> wanted) {
        Optional<TreeFile> single = tree.file(path);
        if (single.isPresent()) {
            String blob = single.get().blob();
            ContentFile file = new ContentFile("", blob, single.get().executable());
            return Optional.of(new Content(path, Digest.ofText("file " + blob), List.of(file)));
        }
        List<TreeFile> below = tree.below(path);
        if (below.isEmpty()) {
            return Optional.empty();
        }
        List<ContentFile> listing =
                below.stream()
                        .filter(wanted)
                        .map(file ->
                                new ContentFile(
                                        relative(path, file), file.blob(), file.executable()))
                        .toList();
        return Optional.of(folder(path, listing));
    }

    /// A folder of files, in the order of their paths.
    static Content folder(String path, List<ContentFile> listing) {
        return new Content(path, digest(listing), listing);
    }

    boolean isFolder(String path) {
        return !tree.below(path).isEmpty();
    }

    private static String relative(String folder, TreeFile file) {
        return folder.isEmpty() ? file.path() : file.path().substring(folder.length() + 1);
    }

    private static Digest digest(List<ContentFile> listing) {
        StringBuilder text = new StringBuilder("folder\n");
        for (ContentFile file : listing) {
            text.append(file.path())
                    .append('\0')
                    .append(file.blob())
                    .append(file.executable() ? " x\n" : "\n");
        }
        return Digest.ofText(text.toString());
    }

    private List<FastIgnoreRule> ignoreRules(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return Stream.of(".amlignore", ".gitignore")
                .flatMap(name -> tree.file(prefix + name).stream())
                .findFirst()
                .map(this::rules)
                .orElse(List.of());
    }

    private List<FastIgnoreRule> rules(TreeFile file) {
        return new String(read(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(FastIgnoreRule::new)
                .toList();
    }

    /// The last rule that matches the file or a folder above it decides.
    private static boolean isIgnored(List<FastIgnoreRule> rules, String path) {
        boolean ignored = false;
        for (FastIgnoreRule rule : rules) {
            if (matches(rule, path)) {
                ignored = rule.getResult();
            }
        }
        return ignored;
    }

    private static boolean matches(FastIgnoreRule rule, String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (rule.isMatch(path.substring(0, slash), true)) {
                return true;
            }
        }
        return rule.isMatch(path, false);
    }
}
