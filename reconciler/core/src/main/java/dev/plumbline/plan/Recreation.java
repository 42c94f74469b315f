package dev.plumbline.plan;

import dev.plumbline.platform.Change;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How a service is made anew that its platform can neither change nor swap: it is removed first, a
/// deployment once no traffic goes to it.
///
/// @param reason goes after why it is to be changed
record Recreation(Verdict verdict, String reason) {
    private static final String OTHER_KINDS =
            "make another one under a new name, and remove this one when it is used no more";

    /// @param fixed what the platform cannot change
    static Recreation of(
            Change.Recreate change, List<FieldDiff> fixed, Desired desired, Siblings siblings) {
        ResourceId id = change.id();
        String why =
                fixed.stream()
                        .map(FieldDiff::path)
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "; the platform cannot change ",
                                        " of what is there"));
        Optional<String> obstacle =
                id.kind() == Kind.ONLINE_DEPLOYMENT
                        ? obstacle(id, desired, siblings)
                        : Optional.of(OTHER_KINDS);
        if (obstacle.isPresent()) {
            return new Recreation(new Verdict.Stalled(), why + "; " + obstacle.get());
        }
        if (!siblings.serves(id)) {
            return new Recreation(
                    new Verdict.Due(change),
                    why + ", so it is removed and made anew; no traffic goes to it");
        }
        ResourceId traffic = Siblings.traffic(id);
        return wantsTraffic(id, desired)
                ? new Recreation(
                        new Verdict.Deferred("replace", Set.of(Sibling.of(id), traffic)),
                        why
                                + ", so it is made anew; its traffic goes to "
                                + Sibling.of(id)
                                + " meanwhile")
                : new Recreation(
                        new Verdict.Deferred("replace", Set.of(traffic)),
                        why + ", so it is removed and made anew once its traffic has gone");
    }

    private static Optional<String> obstacle(
            ResourceId deployment, Desired desired, Siblings siblings) {
        if (!siblings.serves(deployment)) {
            return Optional.empty();
        }
        return desired.graph().get(Siblings.traffic(deployment)).isEmpty()
                ? Optional.of(
                        "it takes traffic that nobody declares; declare `traffic` in "
                                + new ResourceId(Kind.ONLINE_ENDPOINT, deployment.endpoint()))
                : siblings.obstacle(deployment);
    }

    /// Whether a deployment that serves is to serve on.
    private static boolean wantsTraffic(ResourceId deployment, Desired desired) {
        Fields declared =
                desired.graph()
                        .get(Siblings.traffic(deployment))
                        .map(Resource::spec)
                        .orElse(Fields.EMPTY);
        return declared.has("initial_traffic")
                || Sibling.WEIGHTS.stream()
                        .flatMap(
                                map -> declared.fields(map).number(deployment.shortName()).stream())
                        .anyMatch(weight -> weight.signum() > 0);
    }
}
