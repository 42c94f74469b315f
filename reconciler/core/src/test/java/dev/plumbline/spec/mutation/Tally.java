package dev.plumbline.spec.mutation;

import dev.plumbline.spec.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts, for each sort of mistake, how many were tried, missed, and told more than once.
final class Tally {
    private final Map<String, int[]> sorts = new TreeMap<>();
    private final List<String> missed = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();

    void add(String path, Mutation mutation, List<Problem> problems) {
        int[] counts = sorts.computeIfAbsent(mutation.what(), _ -> new int[3]);
        String mistake = mutation.what() + " at " + path + ":" + mutation.line();
        counts[0]++;
        if (problems.stream()
                .noneMatch(each -> each.path().equals(path) && mutation.isToldBy(each))) {
            counts[1]++;
            missed.add(mistake);
        }
        if (problems.size() > 1) {
            counts[2]++;
            repeated.add(mistake + " " + problems);
        }
    }

    int tried() {
        return sorts.values().stream().mapToInt(counts -> counts[0]).sum();
    }

    List<String> missed() {
        return missed;
    }

    List<String> repeated() {
        return repeated;
    }

    String table() {
        StringBuilder table = new StringBuilder("tried, missed, told more than once");
        sorts.forEach((what, counts) ->
                table.append(
                        "\n  %-26s %6d %4d %4d".formatted(what, counts[0], counts[1], counts[2])));
        missed.forEach(mistake -> table.append("\n  missed: ").append(mistake));
        return table.toString();
    }
}
