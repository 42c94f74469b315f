package dev.plumbline.spec.check;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Names;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks the expressions in what a step runs against the inputs and outputs that it declares.
final class CommandCheck {
    private static final List<String> ROOTS = List.of("inputs", "outputs", "search_space");

    /// What the platform fills in, most of all in the paths of outputs.
    private static final List<String> MACROS = List.of("name", "default_datastore", "output_name");

    /// The output that Azure ML adds to every command job.
    private static final String DEFAULT_OUTPUT = "default";

    private final Findings findings;
    private final Interface ports;
    private final Collection<String> searched;

    /// @param step declares inputs and outputs, and for a sweep the search space
    CommandCheck(Findings findings, Interface ports, Fields step) {
        this.findings = findings;
        this.ports = ports;
        this.searched = Set.copyOf(step.fields("search_space").fields().keySet());
    }

    /// Checks a text of what a step runs.
    void work(String text, List<String> at) {
        tell(text, at, true);
    }

    /// Checks a text of an input or output, in which another step's may be named.
    void port(String text, List<String> at) {
        tell(text, at, false);
    }

    private void tell(String text, List<String> at, boolean isWork) {
        Expression.in(text).stream()
                .flatMap(expression ->
                        anyFault(expression, isWork)
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

    private Optional<String> anyFault(Expression expression, boolean isWork) {
        if (expression.segments().size() < 2) {
            return lone(expression);
        }
        return isWork ? fault(expression) : Optional.empty();
    }

    private static Optional<String> lone(Expression expression) {
        String word = expression.segments().getFirst();
        if (ROOTS.contains(word)) {
            return Optional.of(" names none of them; write ${{" + word + ".<name>}}");
        }
        return MACROS.contains(word)
                ? Optional.empty()
                : Nearest.to(word, MACROS).map(near -> ": did you mean ${{" + near + "}}?");
    }

    private Optional<String> fault(Expression expression) {
        String root = expression.segments().getFirst();
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
