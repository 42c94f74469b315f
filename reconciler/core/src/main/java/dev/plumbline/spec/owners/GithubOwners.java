package dev.plumbline.spec.owners;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/// A CODEOWNERS file as GitHub reads it: patterns as in `.gitignore`, without `!`, `[ ]` and `\#`;
/// the last that matches a file tells its owners, and none when it has none. `docs/*` means the
/// files right in `docs`; a word that begins with `#` begins a comment. Lines that are not
/// understood are passed over.
///
/// Source: docs.github.com, "About code owners".
final class GithubOwners implements OwnersFile {
    private record Entry(FastIgnoreRule pattern, boolean isExact, List<String> owners) {
        boolean owns(String path) {
            return pattern.isMatch(path, false, isExact);
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    GithubOwners(String text) {
        OwnersLine.of(text).stream()
                .map(OwnersLine::parse)
                .map(GithubOwners::withoutComment)
                .filter(GithubOwners::isUnderstood)
                .forEach(line ->
                        entries.add(
                                new Entry(
                                        new FastIgnoreRule(line.pattern()),
                                        line.pattern().endsWith("/*"),
                                        OwnerName.all(line.owners()))));
    }

    private static OwnersLine withoutComment(OwnersLine line) {
        return new OwnersLine(
                line.pattern(),
                line.owners().stream().takeWhile(word -> !word.startsWith("#")).toList());
    }

    private static boolean isUnderstood(OwnersLine line) {
        String pattern = line.pattern();
        return !pattern.startsWith("!")
                && !pattern.startsWith("\\#")
                && !pattern.contains("[")
                && line.owners().size() == OwnerName.all(line.owners()).size();
    }

    @Override
    public List<OwnerSet> of(String path) {
        return entries.reversed().stream()
                .filter(entry -> entry.owns(path))
                .findFirst()
                .filter(entry -> !entry.owners().isEmpty())
                .map(entry -> OwnerSet.oneOf(entry.owners()))
                .stream()
                .toList();
    }

    @Override
    public List<String> everyone() {
        return entries.stream().flatMap(entry -> entry.owners().stream()).distinct().toList();
    }
}
