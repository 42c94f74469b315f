package dev.plumbline.spec.entry;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.document.FieldClasses;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.workspace.FieldPattern;
import dev.plumbline.spec.workspace.Glob;
import dev.plumbline.spec.workspace.LiveRules;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which parts of `ignore_differences` and `adopt` have no effect.
final class LiveRulesCheck {
    private final LiveRules rules;
    private final Set<ResourceId> declared = new TreeSet<>();

    /// @param documents the ids that the files of the workspace give themselves
    LiveRulesCheck(LiveRules rules, Collection<ResourceId> documents) {
        this.rules = rules;
        declared.addAll(documents);
        documents.stream()
                .filter(id -> id.kind() == Kind.ONLINE_ENDPOINT)
                .forEach(id -> declared.add(new ResourceId(Kind.TRAFFIC, id.name())));
    }

    /// @param told takes the place in the workspace's entry, and what is wrong there
    void check(BiConsumer<List<String>, String> told) {
        for (int i = 0; i < rules.adopt().size(); i++) {
            Glob glob = rules.adopt().get(i);
            unmatched(glob, "adopt", "so nothing is adopted", List.of("adopt", index(i)), told);
        }
        for (int i = 0; i < rules.ignored().size(); i++) {
            ignored(rules.ignored().get(i), List.of("ignore_differences", index(i)), told);
        }
    }

    private void ignored(
            LiveRules.Ignored rule, List<String> at, BiConsumer<List<String>, String> told) {
        for (int i = 0; i < rule.resources().size(); i++) {
            unmatched(
                    rule.resources().get(i),
                    "ignore_differences",
                    "so nothing is ignored",
                    below(at, "resources", i),
                    told);
        }
        Set<Kind> kinds =
                declared.stream()
                        .filter(rule::covers)
                        .map(ResourceId::kind)
                        .collect(Collectors.toCollection(TreeSet::new));
        for (int i = 0; i < rule.fields().size() && !kinds.isEmpty(); i++) {
            field(rule.fields().get(i), kinds, below(at, "fields", i), told);
        }
    }

    private static void field(
            FieldPattern field,
            Set<Kind> kinds,
            List<String> at,
            BiConsumer<List<String>, String> told) {
        Set<String> names = new TreeSet<>();
        kinds.forEach(kind -> names.addAll(FieldClasses.changeable(kind)));
        if (names.stream().noneMatch(field::beginsWith)) {
            String words = kinds.stream().map(Kind::word).collect(Collectors.joining(", "));
            told.accept(
                    at,
                    "ignore_differences names \"%s\", which is no field of %s that can differ on the platform, so nothing is ignored%s"
                            .formatted(
                                    field.text(),
                                    words,
                                    didYouMean(field.keys().getFirst(), names)));
        }
    }

    private void unmatched(
            Glob glob,
            String key,
            String effect,
            List<String> at,
            BiConsumer<List<String>, String> told) {
        Predicate<ResourceId> meant = id -> LiveRules.isMeant(glob, id);
        if (declared.stream().noneMatch(meant)) {
            List<String> ids = declared.stream().map(ResourceId::toString).toList();
            told.accept(
                    at,
                    "%s names \"%s\", which matches nothing that this workspace declares, %s%s"
                            .formatted(key, glob, effect, didYouMean(glob.toString(), ids)));
        }
    }

    private static String didYouMean(String written, Collection<String> names) {
        return Nearest.to(written, names)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
    }

    private static List<String> below(List<String> at, String key, int index) {
        return List.of(at.getFirst(), at.getLast(), key, index(index));
    }

    private static String index(int index) {
        return String.valueOf(index);
    }
}
