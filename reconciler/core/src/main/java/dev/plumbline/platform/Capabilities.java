package dev.plumbline.platform;

import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Map;

/// What a platform can do: the kinds it knows and, per kind, the class of each top-level field. A
/// field that is not named is [FieldClass#MUTABLE] for services and for an asset's or a job's
/// cosmetic fields.
public record Capabilities(Map<Kind, Map<String, FieldClass>> kinds) {
    public Capabilities {
        kinds = Map.copyOf(kinds);
    }

    public boolean knows(Kind kind) {
        return kinds.containsKey(kind);
    }

    /// Those of some differences that a change of this class makes.
    public List<FieldDiff> ofClass(FieldClass wanted, ResourceId id, List<FieldDiff> fields) {
        return fields.stream().filter(field -> fieldClass(id, field.path()) == wanted).toList();
    }

    /// The class of a field, by the first segment of its path.
    public FieldClass fieldClass(ResourceId id, String path) {
        int dot = path.indexOf('.');
        String field = dot < 0 ? path : path.substring(0, dot);
        return kinds.getOrDefault(id.kind(), Map.of()).getOrDefault(field, FieldClass.MUTABLE);
    }
}
