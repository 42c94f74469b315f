package dev.plumbline.spec;

import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.promotion.Promotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The promotions that the documents of a workspace declare: one of each name, that of the first
/// file.
final class DeclaredPromotions {
    private final SortedMap<String, Promotion> files = new TreeMap<>();

    void replace(String path, Optional<Promotion> promotion) {
        promotion.ifPresentOrElse(now -> files.put(path, now), () -> files.remove(path));
    }

    List<Promotion> all() {
        Map<String, Promotion> first = new HashMap<>();
        return files.values().stream()
                .filter(each -> first.putIfAbsent(each.name(), each) == null)
                .toList();
    }

    /// Names that stand in several files.
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Map<String, Promotion> first = new HashMap<>();
        for (Promotion each : files.values()) {
            Promotion other = first.putIfAbsent(each.name(), each);
            if (other != null) {
                problems.add(
                        Problem.error(
                                each.source().path(),
                                new Position(each.source().line(), 1),
                                "duplicate-id",
                                "promotion/%s is declared here and in %s; rename or remove one of them"
                                        .formatted(each.name(), other.source())));
            }
        }
        return problems;
    }
}
