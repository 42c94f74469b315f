package dev.plumbline.spec.owners;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/// A CODEOWNERS file as GitLab reads it: sections, each with owners of its own for a file; within
/// one the last pattern that matches tells them, unless an excluding one (`!`) matches too. A
/// section may ask for more approvals, for none (`^`), and name owners for entries without any.
/// Roles (`@@maintainer`) are not supported.
///
/// Source: docs.gitlab.com, "Syntax of CODEOWNERS file" and "Advanced CODEOWNERS configuration";
/// patterns are those of Ruby's `File.fnmatch` with `FNM_DOTMATCH` and `FNM_PATHNAME`.
final class GitlabOwners implements OwnersFile {
    private static final Pattern HEADING =
            Pattern.compile(
                    "(?<optional>\\^)?\\[(?<name>[^\\]]+)\\](?:\\[(?<count>\\d{1,4})\\])?(?<owners>.*)");

    private record Entry(FastIgnoreRule pattern, boolean isExclusion, List<String> owners) {
        boolean matches(String path) {
            return pattern.isMatch(path, false, true);
        }
    }

    private static final class Section {
        private final List<Entry> entries = new ArrayList<>();
        private boolean isRequired;
        private int count = 1;

        List<OwnerSet> of(String path) {
            List<Entry> matching = entries.stream().filter(entry -> entry.matches(path)).toList();
            if (!isRequired
                    || matching.isEmpty()
                    || matching.stream().anyMatch(Entry::isExclusion)
                    || matching.getLast().owners().isEmpty()) {
                return List.of();
            }
            return List.of(new OwnerSet(matching.getLast().owners(), count));
        }
    }

    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final List<String> unsupported;
    private Section current;
    private List<String> defaults = List.of();

    GitlabOwners(String text) {
        this.current = section("");
        this.current.isRequired = true;
        List<String> lines = OwnersLine.of(text);
        lines.forEach(this::read);
        this.unsupported =
                lines.stream()
                        .flatMap(line -> OwnersLine.words(line).stream())
                        .filter(word -> word.startsWith("@@"))
                        .distinct()
                        .toList();
    }

    /// Sections of the same name, in any case, are one.
    private Section section(String name) {
        return sections.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), _ -> new Section());
    }

    private void read(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            current = section(heading.group("name"));
            current.isRequired |= heading.group("optional") == null;
            if (heading.group("count") != null) {
                current.count = Math.max(1, Integer.parseInt(heading.group("count")));
            }
            defaults = OwnerName.all(OwnersLine.words(heading.group("owners")));
            return;
        }
        OwnersLine entry = OwnersLine.parse(line);
        boolean isExclusion = entry.pattern().startsWith("!");
        List<String> own = OwnerName.all(entry.owners());
        current.entries.add(
                new Entry(
                        new FastIgnoreRule(
                                pattern(
                                        isExclusion
                                                ? entry.pattern().substring(1)
                                                : entry.pattern())),
                        isExclusion,
                        entry.owners().stream().noneMatch(word -> word.contains("@"))
                                ? defaults
                                : own));
    }

    /// A path without `/` before it is looked for everywhere, one with `/` behind it owns all that
    /// is below; elsewhere `**` that is no whole folder is `*`.
    private static String pattern(String written) {
        String anchored = written.startsWith("/") ? written : "/**/" + written;
        if (anchored.endsWith("/")) {
            return anchored + "**/*";
        }
        return anchored.endsWith("/**") ? anchored.substring(0, anchored.length() - 1) : anchored;
    }

    @Override
    public List<OwnerSet> of(String path) {
        return sections.values().stream()
                .flatMap(section -> section.of(path).stream())
                .distinct()
                .toList();
    }

    @Override
    public List<String> everyone() {
        return sections.values().stream()
                .flatMap(section -> section.entries.stream())
                .flatMap(entry -> entry.owners().stream())
                .distinct()
                .toList();
    }

    @Override
    public List<String> unsupported() {
        return unsupported;
    }
}
