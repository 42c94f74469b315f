package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.List;

/// Which resources globs of a policy cover: those whose id matches, and with an endpoint its
/// deployments and its traffic. `kind/*` is all of a kind, also where names have slashes: a rule
/// for `online-deployment/*` that covered no deployment would guard nothing.
final class Coverage {
    private Coverage() {}

    static boolean covers(List<Glob> globs, ResourceId id) {
        return matches(globs, id)
                || belongsToEndpoint(id)
                        && matches(globs, new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint()));
    }

    private static boolean matches(List<Glob> globs, ResourceId id) {
        String kind = id.kind().word() + "/*";
        return globs.stream()
                .anyMatch(glob -> glob.matches(id.toString()) || glob.toString().equals(kind));
    }

    private static boolean belongsToEndpoint(ResourceId id) {
        return id.kind() == Kind.ONLINE_DEPLOYMENT || id.kind() == Kind.TRAFFIC;
    }
}
