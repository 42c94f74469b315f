package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.List;

/// What a workspace says of state that is on the platform without coming from it.
///
/// @param ignored `ignore_differences`: fields that others set once a resource is there
/// @param adopt resources that may be changed to what is declared although they were there before
///   and nobody's
public record LiveRules(List<Ignored> ignored, List<Glob> adopt) {
    public static final LiveRules NONE = new LiveRules(List.of(), List.of());

    public LiveRules {
        ignored = List.copyOf(ignored);
        adopt = List.copyOf(adopt);
    }

    /// Some fields of some resources.
    public record Ignored(List<Glob> resources, List<FieldPattern> fields) {
        public Ignored {
            resources = List.copyOf(resources);
            fields = List.copyOf(fields);
        }

        public boolean covers(ResourceId id) {
            return resources.stream().anyMatch(glob -> isMeant(glob, id));
        }
    }

    /// The fields of a resource that others set.
    public List<FieldPattern> ignored(ResourceId id) {
        return ignored.stream()
                .filter(rule -> rule.covers(id))
                .flatMap(rule -> rule.fields().stream())
                .toList();
    }

    /// Whether a resource may be changed that was there before.
    public boolean adopts(ResourceId id) {
        return Coverage.covers(adopt, id);
    }

    /// Traffic stands in the file of its endpoint, so that who names the endpoint means it too.
    public static boolean isMeant(Glob glob, ResourceId id) {
        return glob.matches(id.toString())
                || id.kind() == Kind.TRAFFIC
                        && glob.matches(new ResourceId(Kind.ONLINE_ENDPOINT, id.name()).toString());
    }
}
