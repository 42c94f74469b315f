package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Paths;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// The texts of a step in which expressions may stand, wherever they are: the command, a parallel
/// task's arguments, the command of a sweep's trial, the arguments of Spark, the data of AutoML,
/// the paths of outputs.
final class StepTexts {
    /// What people read, and what is looked at by itself.
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "$schema",
                    "name",
                    "display_name",
                    "experiment_name",
                    "description",
                    "tags",
                    "properties",
                    "component",
                    "jobs");

    private StepTexts() {}

    /// The texts of what a step runs, each with its path.
    static void ofWork(Fields step, List<String> at, BiConsumer<String, List<String>> each) {
        step.fields()
                .forEach((key, value) -> {
                    if (!ELSEWHERE.contains(key) && !isPorts(key)) {
                        walk(value, Paths.below(at, key), each);
                    }
                });
    }

    /// The texts of a step's inputs and outputs, each with its path.
    static void ofPorts(Fields step, List<String> at, BiConsumer<String, List<String>> each) {
        step.fields()
                .forEach((key, value) -> {
                    if (isPorts(key)) {
                        walk(value, Paths.below(at, key), each);
                    }
                });
    }

    /// Tells expressions that are not written as such, in any text of a step.
    static void checkWritten(Findings findings, Fields step, List<String> at) {
        BiConsumer<String, List<String>> check =
                (text, here) ->
                        Expression.brokenIn(text)
                                .forEach(broken ->
                                        findings.error(
                                                "expression",
                                                "\""
                                                        + broken.written()
                                                        + "\" is no expression; write "
                                                        + broken.meant(),
                                                here,
                                                broken.written()));
        ofWork(step, at, check);
        ofPorts(step, at, check);
    }

    private static boolean isPorts(String key) {
        return key.equals("inputs") || key.equals("outputs");
    }

    private static void walk(Value value, List<String> at, BiConsumer<String, List<String>> each) {
        switch (value) {
            case Fields(var fields) ->
                    fields.forEach((key, nested) -> {
                        if (!key.equals("description")) {
                            walk(nested, Paths.below(at, key), each);
                        }
                    });
            case Items(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    walk(items.get(i), Paths.below(at, Integer.toString(i)), each);
                }
            }
            case Text(var text) -> each.accept(text, at);
            case Value _ -> {}
        }
    }
}
