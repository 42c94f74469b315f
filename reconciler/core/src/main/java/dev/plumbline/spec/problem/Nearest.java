package dev.plumbline.spec.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The known word that a mistyped one is nearest to, by edit distance (insertion, deletion,
/// substitution and the swap of two neighbours count one each). A word further away than a third of
/// its length is no suggestion; nor is there one for a word longer than names are, or among more
/// words than people know.
public final class Nearest {
    private static final int LONGEST = 255;
    private static final int MOST = 1_000;

    private Nearest() {}

    public static Optional<String> to(String word, Collection<String> known) {
        return to(word, known, Math.max(1, word.length() / 3));
    }

    /// As [#to(String, Collection)], at most so many edits away.
    public static Optional<String> to(String word, Collection<String> known, int limit) {
        if (word.length() > LONGEST || known.size() > MOST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
                .map(candidate -> new Scored(candidate, distance(lower(word), lower(candidate))))
                .filter(scored -> scored.distance <= limit)
                .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::word))
                .map(Scored::word);
    }

    private record Scored(String word, int distance) {}

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] =
                        Math.min(
                                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1,
                                cost[i - 1][j - 1] + substitution);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
