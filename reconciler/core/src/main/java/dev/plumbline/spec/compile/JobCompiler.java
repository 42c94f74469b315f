package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Command and pipeline jobs: their inputs become references and contents, the components of a
/// pipeline's nodes, which may be pipelines themselves, are put in the place of the paths that name
/// them.
final class JobCompiler {
    /// The components that a job can hold.
    private static final SequencedSet<SpecKind> COMPONENTS =
            new LinkedHashSet<>(List.of(SpecKind.COMMAND_COMPONENT, SpecKind.PIPELINE_COMPONENT));

    private final CompileContext context;

    JobCompiler(CompileContext context) {
        this.context = context;
    }

    Fields compile(Fields job) {
        Fields result = withInputs(AssetCompiler.command(context, job, List.of()), List.of());
        return withComponent(withNodes(result, List.of()), "component", List.of());
    }

    /// A pipeline, of a job or a component, with its nodes compiled.
    private Fields withNodes(Fields pipeline, List<String> at) {
        Fields nodes = pipeline.fields("jobs");
        Map<String, Value> compiled = new LinkedHashMap<>();
        nodes.fields()
                .forEach((name, node) ->
                        compiled.put(
                                name,
                                node instanceof Fields fields
                                        ? node(fields, Paths.below(at, "jobs", name))
                                        : node));
        return nodes.isEmpty() ? pipeline : pipeline.with("jobs", new Fields(compiled));
    }

    private Fields node(Fields node, List<String> at) {
        Fields result = withInputs(AssetCompiler.command(context, node, at), at);
        if (result.get("task").orElse(Value.Null.NULL) instanceof Fields task) {
            result =
                    result.with(
                            "task", AssetCompiler.command(context, task, Paths.below(at, "task")));
        }
        return withComponent(withComponent(result, "trial", at), "component", at);
    }

    /// A holder of a component, in the place of its path the component itself.
    private Fields withComponent(Fields holder, String key, List<String> at) {
        return switch (holder.get(key).orElse(Value.Null.NULL)) {
            case Text(var text) -> holder.with(key, component(text, Paths.below(at, key)));
            case Fields inline -> holder.with(key, component(inline, Paths.below(at, key)));
            case Value _ -> holder;
        };
    }

    private Value component(String text, List<String> at) {
        if (!References.isLocalPath(text)) {
            return context.asset(text, Kind.COMPONENT, at);
        }
        return context.include(text, COMPONENTS, at)
                .<Value>map(file ->
                        new JobCompiler(context.in(file))
                                .component(file.fields().without("$schema"), List.of()))
                .orElseGet(() -> new Text(text));
    }

    /// A component; its inputs are ports, and no data.
    Fields component(Fields component, List<String> at) {
        return withNodes(AssetCompiler.command(context, component, at), at);
    }

    Fields withInputs(Fields fields, List<String> at) {
        Fields inputs = fields.fields("inputs");
        Map<String, Value> compiled = new LinkedHashMap<>();
        inputs.fields()
                .forEach((name, value) ->
                        compiled.put(
                                name,
                                value instanceof Fields input
                                        ? input(input, Paths.below(at, "inputs", name))
                                        : value));
        return inputs.isEmpty() ? fields : fields.with("inputs", new Fields(compiled));
    }

    private Fields input(Fields input, List<String> at) {
        if (!(input.get("path").orElse(Value.Null.NULL) instanceof Text(var path))
                || path.contains("${{")) {
            return input;
        }
        Kind kind = kind(input.text("type").orElse("uri_folder"));
        Value value =
                References.isLocalPath(path)
                        ? AssetCompiler.path(context, input, path, Paths.below(at, "path"))
                        : context.asset(path, kind, Paths.below(at, "path"));
        return input.with("path", value);
    }

    private static Kind kind(String type) {
        return type.endsWith("_model") ? Kind.MODEL : Kind.DATA;
    }

    /// The outputs that a job registers: those with a name.
    static List<Production> productions(Fields job) {
        List<Production> productions = new ArrayList<>();
        job.fields("outputs")
                .fields()
                .forEach((output, value) -> {
                    if (value instanceof Fields fields && fields.text("name").isPresent()) {
                        ResourceId asset =
                                new ResourceId(
                                        kind(type(job, output, fields)),
                                        fields.text("name").orElseThrow());
                        productions.add(new Production(output, asset, fields.text("version")));
                    }
                });
        return productions;
    }

    /// The type of an output as declared, else as the component declares it whose output is bound
    /// to it.
    private static String type(Fields job, String output, Fields declared) {
        String binding = "${{parent.outputs." + output + "}}";
        return declared.text("type")
                .or(() ->
                        job.fields("jobs").fields().values().stream()
                                .filter(Fields.class::isInstance)
                                .map(Fields.class::cast)
                                .flatMap(node -> boundType(node, binding).stream())
                                .findFirst())
                .orElse("uri_folder");
    }

    private static Optional<String> boundType(Fields node, String binding) {
        return node.fields("outputs").fields().entrySet().stream()
                .filter(entry -> entry.getValue().display().replace(" ", "").equals(binding))
                .findFirst()
                .flatMap(entry ->
                        node.fields("component")
                                .fields("outputs")
                                .fields(entry.getKey())
                                .text("type"));
    }
}
