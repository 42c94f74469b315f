package dev.plumbline.spec.mutation;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns an edge between two nodes of a pipeline round, so that they wait for each other. Which of
/// the edges is wrong nobody can tell, so any of them is the right place.
final class Cycles {
    private static final Pattern BOUND =
            Pattern.compile("\\$\\{\\{ *parent\\.(?:jobs\\.(\\w+)\\.outputs|inputs)\\.\\w+ *}}");

    private Cycles() {}

    static List<Mutation> of(String text, YamlDocument yaml, Fields fields) {
        List<Mutation> made = new ArrayList<>();
        Fields jobs = fields.fields("jobs");
        jobs.fields()
                .forEach((later, node) -> {
                    Optional<String> output =
                            node instanceof Fields written
                                    ? written.fields("outputs").fields().keySet().stream()
                                            .findFirst()
                                    : Optional.empty();
                    inputs(jobs, later)
                            .forEach((_, bound) ->
                                    producer(bound)
                                            .filter(earlier ->
                                                    output.isPresent() && !earlier.equals(later))
                                            .ifPresent(earlier ->
                                                    inputs(jobs, earlier)
                                                            .forEach((input, written) ->
                                                                    made.add(
                                                                            turned(
                                                                                    text,
                                                                                    yaml,
                                                                                    List.of(
                                                                                            "jobs",
                                                                                            earlier,
                                                                                            "inputs",
                                                                                            input),
                                                                                    written,
                                                                                    "${{parent.jobs.%s.outputs.%s}}"
                                                                                            .formatted(
                                                                                                    later,
                                                                                                    output
                                                                                                            .get()))))));
                });
        return made.stream().filter(each -> !each.text().equals(text)).toList();
    }

    private static Mutation turned(
            String text, YamlDocument yaml, List<String> path, String written, String instead) {
        int line = yaml.position(path).line();
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.set(line - 1, lines.get(line - 1).replace(written, instead));
        return new Mutation("a cycle", String.join("\n", lines), Mutation.ANY_EDGE);
    }

    /// The inputs of a node that are bound to something, each with what.
    private static Map<String, String> inputs(Fields jobs, String node) {
        Map<String, String> bound = new java.util.LinkedHashMap<>();
        jobs.fields(node)
                .fields("inputs")
                .fields()
                .forEach((name, value) -> {
                    String text = value.display();
                    if (BOUND.matcher(text).matches()) {
                        bound.put(name, text);
                    }
                });
        return bound;
    }

    private static Optional<String> producer(String bound) {
        Matcher matcher = BOUND.matcher(bound);
        return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }
}
