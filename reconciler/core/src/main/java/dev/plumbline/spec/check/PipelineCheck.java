package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.problem.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Checks the nodes of a pipeline against each other, against the pipeline's own inputs and outputs
/// and against the components that they use. Of a component that only the platform knows nothing is
/// asked.
final class PipelineCheck {
    private final Findings findings;
    private final Function<String, Optional<Fields>> components;

    /// @param components a component by what a node says of it, when the repository holds it
    PipelineCheck(Findings findings, Function<String, Optional<Fields>> components) {
        this.findings = findings;
        this.components = components;
    }

    /// Checks a pipeline job or a pipeline component.
    void check(Fields pipeline) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        pipeline.fields("jobs")
                .fields()
                .forEach((name, value) -> {
                    if (value instanceof Fields written) {
                        nodes.put(name, node(name, written));
                    }
                });
        StepTexts.checkWritten(findings, pipeline, List.of());
        Bindings bindings = new Bindings(findings, Interface.of(pipeline), nodes);
        ComponentFit fit = new ComponentFit(findings, pipeline, nodes);
        nodes.values().forEach(node -> check(node, bindings, fit));
        Node whole = node("", pipeline);
        whole.component().ifPresent(component -> fit.check(whole, component, List.of()));
        new NodeOrder(findings, nodes).check();
    }

    private Node node(String name, Fields written) {
        Optional<Fields> component =
                switch (written.get("component").orElse(Value.Null.NULL)) {
                    case Fields inline -> Optional.of(inline);
                    case Text(var reference) -> components.apply(reference);
                    case Value _ -> Optional.empty();
                };
        boolean named = written.has("component");
        return new Node(
                name,
                written,
                component.map(Interface::of),
                named ? Optional.empty() : Optional.of(Interface.of(written)));
    }

    private void check(Node node, Bindings bindings, ComponentFit fit) {
        List<String> at = List.of("jobs", node.name());
        new StepCheck(findings).check(node.written(), node.ports(), at);
        StepTexts.ofWork(node.written(), at, (text, here) -> bindings.text(node, text, here));
        node.component().ifPresent(component -> fit.check(node, component, at));
        bindings.check(node, at);
    }
}
