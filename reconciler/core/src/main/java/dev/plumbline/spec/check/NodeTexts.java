package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Paths;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The texts of a node in which expressions may stand, wherever they are: the command, a parallel
/// task's arguments, the command of a sweep's trial, the arguments of Spark, the data of AutoML.
final class NodeTexts {
    /// What the node declares or binds is looked at elsewhere.
    private static final Set<String> ELSEWHERE = Set.of("inputs", "outputs", "component");

    private final CommandCheck commands;
    private final Bindings bindings;
    private final Node node;
    private final Collection<String> searched;

    NodeTexts(Findings findings, Bindings bindings, Node node) {
        this.commands = new CommandCheck(findings);
        this.bindings = bindings;
        this.node = node;
        this.searched = node.written().fields("search_space").fields().keySet();
    }

    /// @param at the path to the node
    void check(List<String> at) {
        node.written()
                .fields()
                .forEach((key, value) -> {
                    if (!ELSEWHERE.contains(key)) {
                        walk(value, Paths.below(at, key));
                    }
                });
    }

    private void walk(Value value, List<String> at) {
        switch (value) {
            case Fields(var fields) ->
                    fields.forEach((key, each) -> walk(each, Paths.below(at, key)));
            case Items(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    walk(items.get(i), Paths.below(at, Integer.toString(i)));
                }
            }
            case Text(var text) -> {
                node.ports().ifPresent(ports -> commands.text(text, ports, searched, at));
                bindings.text(node, value, at);
            }
            case Value _ -> {}
        }
    }
}
