package dev.plumbline.agent.differential;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A kind of difference between the two validators that has a reason.
///
/// @param takenBy who takes the document
/// @param kinds where it occurs; empty for everywhere
/// @param path the whole place of the change
/// @param change what was done there
/// @param says a part of what the one that refuses says
record Difference(
        String about,
        Taker takenBy,
        Set<String> kinds,
        Optional<Pattern> path,
        Optional<Pattern> change,
        Optional<Pattern> says,
        String why) {
    enum Taker {
        AZURE,
        PLUMBLINE
    }

    static List<Difference> all() throws IOException {
        return Resources.yaml("differences.yml").valueStream().map(Difference::of).toList();
    }

    private static Difference of(JsonNode row) {
        Set<String> kinds = new TreeSet<>();
        row.path("kinds").forEach(kind -> kinds.add(kind.asString()));
        return new Difference(
                row.path("about").asString(),
                row.path("taken_by").asString().equals("azure") ? Taker.AZURE : Taker.PLUMBLINE,
                kinds,
                pattern(row, "path"),
                pattern(row, "change"),
                pattern(row, "says"),
                row.path("why").asString());
    }

    private static Optional<Pattern> pattern(JsonNode row, String key) {
        return row.path(key).asStringOpt().map(Pattern::compile);
    }

    boolean explains(Verdicts verdicts) {
        Candidate candidate = verdicts.candidate();
        return (takenBy == Taker.AZURE) == verdicts.azure().isEmpty()
                && (kinds.isEmpty() || kinds.contains(candidate.kind()))
                && path.map(each -> each.matcher(candidate.where()).matches()).orElse(true)
                && change.map(each -> each.matcher(candidate.change()).matches()).orElse(true)
                && says.map(each -> each.matcher(verdicts.refusal()).find()).orElse(true);
    }
}
