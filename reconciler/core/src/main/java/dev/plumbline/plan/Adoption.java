package dev.plumbline.plan;

import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.LiveRules;
import java.util.List;

/// What becomes of a declared service that is on the platform and carries no owner tag. What is as
/// declared is adopted; what differs is changed only where `adopt` in `plumbline.yml` says so,
/// since someone else may count on it.
enum Adoption {
    /// It is ours, or there is nothing to do.
    NONE,
    /// It gets the owner tag and stays as it is.
    TAG,
    /// It gets the owner tag and is changed to what is declared.
    CHANGE,
    /// It is left alone.
    REFUSED;

    /// Traffic has no tag of its own on every platform: as declared, it needs none.
    static Adoption of(ResourceId id, List<FieldDiff> fields, LiveRules rules) {
        if (fields.isEmpty()) {
            return id.kind() == Kind.TRAFFIC ? NONE : TAG;
        }
        return rules.adopts(id) ? CHANGE : REFUSED;
    }

    static String refusal(ResourceId resource) {
        ResourceId id =
                resource.kind() == Kind.TRAFFIC
                        ? new ResourceId(Kind.ONLINE_ENDPOINT, resource.name())
                        : resource;
        return "it was on the platform before, as nobody's, and differs from what is declared; list %s under `adopt` in plumbline.yml to have it changed, or keep what is there: declare it as `plumb import %s` writes it, or name the fields under `ignore_differences`"
                .formatted(id, id);
    }
}
