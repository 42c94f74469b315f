package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Paths;
import java.util.List;
import java.util.Set;

/// Documents that are checked and not applied, for their kind or for what they lack: their
/// references and files are looked at as those of others are, and nothing is made of them.
final class UnappliedCompiler {
    /// Kinds whose fields of these names say something else, or that are no platform's.
    private static final Set<SpecKind> ELSEWHERE =
            Set.of(
                    SpecKind.CONNECTION,
                    SpecKind.WORKSPACE,
                    SpecKind.REGISTRY,
                    SpecKind.FEATURE_STORE,
                    SpecKind.FEATURE_SET_SPEC,
                    SpecKind.MLTABLE,
                    SpecKind.MODEL_PACKAGE,
                    SpecKind.PROMOTION);

    private final CompileContext context;

    UnappliedCompiler(CompileContext context) {
        this.context = context;
    }

    void look(SpecKind kind, Fields document) {
        if (!ELSEWHERE.contains(kind)) {
            each(document, List.of());
        }
    }

    private void each(Fields fields, List<String> at) {
        fields.fields().forEach((key, value) -> field(fields, key, value, at));
    }

    private void field(Fields holder, String key, Value value, List<String> at) {
        List<String> here = Paths.below(at, key);
        if (value instanceof Text(var text) && text.contains("${{")) {
            return;
        }
        switch (key) {
            // Where outputs go is no reference.
            case "outputs" -> {}
            case "code" -> AssetCompiler.withCode(context, holder, at);
            case "environment" -> AssetCompiler.withEnvironment(context, holder, at);
            case "model" -> EndpointCompiler.withModel(context, holder, at);
            case "inputs" -> new JobCompiler(context).withInputs(holder, at);
            case "training_data", "validation_data", "test_data", "specification" -> {
                if (value instanceof Fields data) {
                    AssetCompiler.pathAsset(context, data, here);
                }
            }
            default -> {
                switch (value) {
                    case Fields nested -> each(nested, here);
                    case Items(var items) -> items(items, here);
                    case Text(var text) -> text(key, text, here);
                    case Value _ -> {}
                }
            }
        }
    }

    private void items(List<Value> items, List<String> at) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Fields fields) {
                each(fields, Paths.below(at, Integer.toString(i)));
            }
        }
    }

    private void text(String key, String text, List<String> at) {
        switch (key) {
            case "compute", "default_compute" -> context.named(text, ReferenceTarget.COMPUTE, at);
            case "component" -> document(text, ReferenceTarget.COMPONENT, at);
            case "create_job", "job", "job_definition" -> document(text, ReferenceTarget.JOB, at);
            case "trial" -> context.file(text, at);
            default -> {}
        }
    }

    /// A document of the repository, or what the platform holds.
    private void document(String text, ReferenceTarget target, List<String> at) {
        if (References.isLocalPath(text)) {
            context.file(text, at);
        } else if (target == ReferenceTarget.COMPONENT) {
            context.asset(text, Kind.COMPONENT, at);
        } else {
            context.named(text, target, at);
        }
    }
}
