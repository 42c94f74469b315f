package dev.plumbline.plan;

import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.FieldClass;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.workspace.FieldPattern;
import java.util.List;
import java.util.Optional;

/// In which fields a service differs, as far as its platform has them.
record ServiceDifferences(Capabilities capabilities) {
    /// @param told what `ignore_differences` says of the service
    Differences of(
            ResourceId id,
            Fields wanted,
            Optional<Fields> applied,
            Fields live,
            List<FieldPattern> told) {
        Differences found =
                Differences.of(wanted, applied, live, told, isAutoscaled(id, wanted, live));
        return new Differences(found.written(), supported(id, found.fields()), found.ignored());
    }

    List<FieldDiff> supported(ResourceId id, List<FieldDiff> fields) {
        return fields.stream()
                .filter(field ->
                        capabilities.fieldClass(id, field.path()) != FieldClass.UNSUPPORTED)
                .filter(field -> !field.path().equals("initial_traffic"))
                .toList();
    }

    /// Whether the platform sets how many instances of a deployment there are.
    private boolean isAutoscaled(ResourceId id, Fields wanted, Fields live) {
        return id.kind() == Kind.ONLINE_DEPLOYMENT
                && capabilities.fieldClass(id, "scale_settings") != FieldClass.UNSUPPORTED
                && wanted.fields("scale_settings")
                        .text("type")
                        .or(() -> live.fields("scale_settings").text("type"))
                        .filter("target_utilization"::equals)
                        .isPresent();
    }
}
