package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Names;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Paths;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks the expressions in what a step runs against the inputs and outputs that it declares.
public final class CommandCheck {
    private static final List<String> ROOTS = List.of("inputs", "outputs", "search_space");

    /// The output that Azure ML adds to every command job.
    private static final String DEFAULT_OUTPUT = "default";

    private final Findings findings;

    public CommandCheck(Findings findings) {
        this.findings = findings;
    }

    /// Checks the command of a job, of a component or of a node that declares its own.
    ///
    /// @param step holds `command`, `inputs` and `outputs`
    /// @param at the path to it
    public void check(Fields step, List<String> at) {
        if (step.get("command").orElse(Value.Null.NULL) instanceof Text(var command)) {
            text(command, Interface.of(step), Set.of(), Paths.below(at, "command"));
        }
    }

    /// Checks one text in which expressions may stand.
    ///
    /// @param searched the names of the search space, for the trial of a sweep
    void text(String text, Interface ports, Collection<String> searched, List<String> at) {
        Expression.in(text).stream()
                .flatMap(expression ->
                        fault(expression, ports, searched)
                                .map(fault -> new Fault(expression, fault))
                                .stream())
                .limit(Problem.MOST_PER_FILE)
                .forEach(fault ->
                        findings.error(
                                "expression",
                                fault.expression() + fault.message(),
                                at,
                                fault.expression().written()));
    }

    private record Fault(Expression expression, String message) {}

    private static Optional<String> fault(
            Expression expression, Interface ports, Collection<String> searched) {
        String root = expression.segments().getFirst();
        if (expression.segments().size() < 2) {
            return Optional.empty();
        }
        String name = expression.segments().get(1);
        return switch (root) {
            // A trial reads what is searched for as an input, too: builders of the SDK write it so.
            case "inputs" ->
                    searched.contains(name)
                            ? Optional.empty()
                            : unknown(
                                    "an input", name, ports.inputs().keySet(), "none is declared");
            case "outputs" -> {
                List<String> known = new ArrayList<>(ports.outputs().keySet());
                yield name.equals(DEFAULT_OUTPUT)
                        ? Optional.empty()
                        : unknown("an output", name, known, "none is declared");
            }
            case "search_space" ->
                    searched.isEmpty()
                            ? Optional.empty()
                            : unknown("searched for", name, searched, "nothing is");
            case "parent" -> Optional.empty();
            default ->
                    Nearest.to(root, ROOTS)
                            .map(near ->
                                    " cannot be used in a command; did you mean \"" + near + "\"?");
        };
    }

    private static Optional<String> unknown(
            String what, String name, Collection<String> known, String none) {
        return known.contains(name)
                ? Optional.empty()
                : Optional.of(
                        " names \""
                                + name
                                + "\", which is not "
                                + what.replaceFirst("^an ", "a declared ")
                                + Names.instead(name, known, none));
    }
}
