package dev.plumbline.spec.check;

import dev.plumbline.spec.problem.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Groups of arguments that fall away with the optional input in them, `$[[--level
/// ${{inputs.level}}]]`, in the commands of components.
final class OptionalGroups {
    private static final Pattern GROUP = Pattern.compile("\\$\\[\\[(.*?)]]", Pattern.DOTALL);
    private static final Pattern OPEN = Pattern.compile("\\$\\[\\[ *[^\\s]*");

    private final Findings findings;
    private final Map<String, Port> inputs;

    OptionalGroups(Findings findings, Map<String, Port> inputs) {
        this.findings = findings;
        this.inputs = inputs;
    }

    void check(String text, List<String> at) {
        Matcher groups = GROUP.matcher(text);
        while (groups.find()) {
            Expression.in(groups.group(1)).forEach(expression -> inside(expression, at));
        }
        String outside = groups.reset().replaceAll(" ");
        Expression.in(outside).forEach(expression -> outside(expression, at));
        Matcher open = OPEN.matcher(outside);
        while (open.find()) {
            findings.error(
                    "expression",
                    "\"" + open.group() + "\" opens a group that is not closed; end it with ]]",
                    at,
                    open.group());
        }
    }

    private Optional<Port> input(Expression expression) {
        return expression.begins(2, "inputs")
                ? Optional.ofNullable(inputs.get(expression.segments().get(1)))
                : Optional.empty();
    }

    private void inside(Expression expression, List<String> at) {
        if (input(expression).filter(Port::isRequired).isPresent()) {
            findings.error(
                    "optional",
                    expression
                            + " stands in $[[…]], which falls away with an optional input, but "
                            + expression.segments().get(1)
                            + " is required; take it out of the group, or declare `optional: true`",
                    at,
                    expression.written());
        }
    }

    private void outside(Expression expression, List<String> at) {
        if (input(expression).filter(port -> port.isOptional() && !port.hasDefault()).isPresent()) {
            String name = expression.segments().get(1);
            findings.warning(
                    "optional",
                    expression
                            + " is optional, and what stands around it stays when it is left out; write $[[--"
                            + name
                            + " ${{inputs."
                            + name
                            + "}}]]",
                    at,
                    expression.written());
        }
    }
}
