package dev.plumbline.spec.promotion;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import java.util.List;
import java.util.Optional;

/// A standing order: when a newer version of a model meets the conditions, propose it for a
/// deployment.
///
/// @param deployment the one in whose spec the version is set
/// @param branch that the proposal comes from; empty when the name follows from the promotion's
public record Promotion(
        String name,
        ResourceId model,
        ResourceId deployment,
        List<Condition> conditions,
        Optional<String> branch,
        Source source) {
    public Promotion {
        conditions = List.copyOf(conditions);
    }

    /// @param spec that fits the schema, and whose conditions have one test each
    public static Promotion of(Fields spec, Source source) {
        Fields deployment = spec.fields("deployment");
        return new Promotion(
                spec.text("name").orElseThrow(),
                new ResourceId(Kind.MODEL, spec.text("model").orElseThrow()),
                ResourceId.deployment(
                        deployment.text("endpoint").orElseThrow(),
                        deployment.text("name").orElseThrow()),
                conditions(spec).stream().map(Condition::of).toList(),
                spec.text("branch"),
                source);
    }

    private static List<Fields> conditions(Fields spec) {
        return spec.get("when").orElse(Value.Null.NULL) instanceof Items(var items)
                ? items.stream().map(Fields.class::cast).toList()
                : List.of();
    }
}
