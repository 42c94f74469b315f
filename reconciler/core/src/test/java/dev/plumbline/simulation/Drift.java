package dev.plumbline.simulation;

import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// What people do on the platform past Plumbline.
record Drift(TestingPlatform real, Random random) {

    /// Someone edits a service or registers a version past Plumbline.
    String happens() {
        List<ResourceId> services = new ArrayList<>();
        real.observe(new Scope("all")).resources().values().stream()
                .filter(Observed.Service.class::isInstance)
                .map(Observed::id)
                .sorted()
                .forEach(services::add);
        if (services.isEmpty() || random.nextInt(4) == 0) {
            return register();
        }
        ResourceId id = services.get(random.nextInt(services.size()));
        Value.Fields fields = ((Observed.Service) real.find(id).orElseThrow()).live();
        real.edit(
                id,
                fields.with("description", Value.text("eve"))
                        .with("instance_count", Value.Num.of(9))
                        .with("traffic", new Value.Fields(Map.of())),
                "eve");
        return "eve edits " + id;
    }

    private boolean isArchived(ResourceId id) {
        return real.find(id).filter(there -> ((Observed.Asset) there).archived()).isPresent();
    }

    private String register() {
        ResourceId used = new ResourceId(Kind.DATA, "d1");
        // Who gives an archived asset a new version brings back all of it, and means to.
        ResourceId id = isArchived(used) ? new ResourceId(Kind.DATA, "d9") : used;
        int next =
                real.find(id)
                        .map(there -> ((Observed.Asset) there).versions().size() + 1)
                        .orElse(1);
        real.register(
                new VersionedId(id, String.valueOf(next)),
                Digest.ofText("eve " + next),
                Value.Fields.EMPTY,
                Optional.<Owner>empty(),
                Optional.empty());
        return "eve registers " + id + ":" + next;
    }
}
