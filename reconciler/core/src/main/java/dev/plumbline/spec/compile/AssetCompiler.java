package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Paths;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Models, data, environments and components: their local paths become contents.
final class AssetCompiler {
    private static final SequencedSet<SpecKind> ENVIRONMENTS =
            new LinkedHashSet<>(List.of(SpecKind.ENVIRONMENT));

    private AssetCompiler() {}

    /// A model or a data asset, declared by itself or inline.
    static Fields pathAsset(CompileContext context, Fields fields, List<String> at) {
        return fields.get("path").orElse(Value.Null.NULL) instanceof Text(var path)
                ? fields.with("path", path(context, fields, path, Paths.below(at, "path")))
                : fields;
    }

    /// What the path of data or a model leads to, by the type that stands beside it.
    static Value path(CompileContext context, Fields fields, String path, List<String> at) {
        return fields.text("type").filter("mltable"::equals).isPresent()
                ? context.table(path, at)
                : context.data(path, at);
    }

    static Fields environment(CompileContext context, Fields fields, List<String> at) {
        Fields result = fields;
        if (fields.get("conda_file").orElse(Value.Null.NULL) instanceof Text(var path)) {
            result = result.with("conda_file", context.file(path, Paths.below(at, "conda_file")));
        }
        Fields build = fields.fields("build");
        if (build.get("path").orElse(Value.Null.NULL) instanceof Text(var path)) {
            result =
                    result.with(
                            "build",
                            build.with(
                                    "path", context.code(path, Paths.below(at, "build", "path"))));
        }
        return result;
    }

    /// The `environment` of a component, a job or a deployment: a reference, an inline environment,
    /// or a file of one.
    static Fields withEnvironment(CompileContext context, Fields fields, List<String> at) {
        return switch (fields.get("environment").orElse(Value.Null.NULL)) {
            case Text(var text) ->
                    fields.with(
                            "environment",
                            environmentText(context, text, Paths.below(at, "environment")));
            case Fields inline ->
                    fields.with(
                            "environment",
                            environment(context, inline, Paths.below(at, "environment")));
            case Value _ -> fields;
        };
    }

    private static Value environmentText(CompileContext context, String text, List<String> at) {
        if (!References.isLocalPath(text)) {
            return context.asset(text, Kind.ENVIRONMENT, at);
        }
        return context.include(text, ENVIRONMENTS, at)
                .<Value>map(file -> environment(context.in(file), file.fields(), List.of()))
                .orElseGet(() -> new Text(text));
    }

    /// What runs a command: a component, a command job, or a node written inline.
    static Fields command(CompileContext context, Fields fields, List<String> at) {
        Fields result = withCode(context, withEnvironment(context, fields, at), at);
        return new AdditionalIncludes(context).merge(result, at);
    }

    /// The `code` beside which a mapping names the script that is begun with.
    static Fields withCode(CompileContext context, Fields fields, List<String> at) {
        if (!(fields.get("code").orElse(Value.Null.NULL) instanceof Text(var path))
                || path.contains("${{")) {
            return fields;
        }
        Value code = context.code(path, Paths.below(at, "code"));
        for (String key : List.of("entry_script", "scoring_script")) {
            // A parallel run may name a module, `package.main`, instead of a file.
            fields.text(key)
                    .filter(script -> script.endsWith(".py"))
                    .ifPresent(script -> context.script(code, script, Paths.below(at, key)));
        }
        fields.fields("entry")
                .text("file")
                .ifPresent(
                        script -> context.script(code, script, Paths.below(at, "entry", "file")));
        return fields.with("code", code);
    }
}
