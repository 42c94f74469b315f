package dev.plumbline.plan;

import dev.plumbline.plan.ship.Lots;
import dev.plumbline.plan.ship.ShippedFrom;
import dev.plumbline.plan.ship.Supply;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.ResourceGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads `supply.yml`: what `staging` supplies a workspace with that releases from it. `assets`
/// lists per asset the versions, the current one last; each has the content that `registered` in
/// `last.yml` gives it, unless it stands with another text. `jobs` lists those of `staging`. With
/// `awaited` staging has released nothing yet.
final class CaseSupply {
    private final Fields file;

    CaseSupply(Fields file) {
        this.file = file;
    }

    Supply supply() {
        Map<ResourceId, Lots> lots = new HashMap<>();
        Map<ResourceId, String> paths = new HashMap<>();
        file.fields("assets")
                .fields()
                .forEach((key, versions) -> {
                    ResourceId id = ResourceId.parse(key);
                    paths.put(id, "train.yml");
                    lots.put(id, lots(id, ((Items) versions).items()));
                });
        return file.text("awaited")
                .<Supply>map(reason -> new Supply.Awaited("staging", reason, paths, jobs()))
                .orElseGet(() ->
                        new Supply.Released(
                                new ShippedFrom("staging", "1a2b3c4d5e6f", "c0ffee"),
                                lots,
                                Map.of(),
                                jobs()));
    }

    private static Lots lots(ResourceId id, List<Value> versions) {
        TreeMap<String, Optional<Digest>> found = new TreeMap<>();
        String current = "";
        for (Value each : versions) {
            List<String> parts = List.of(each.display().split(" ", 2));
            current = parts.getFirst();
            String content =
                    parts.size() > 1 ? parts.getLast() : new VersionedId(id, current).toString();
            found.put(
                    current,
                    content.equals("unknown")
                            ? Optional.empty()
                            : Optional.of(Digest.ofText(content)));
        }
        return new Lots("train.yml", current, found);
    }

    private Set<ResourceId> jobs() {
        Set<ResourceId> jobs = new HashSet<>();
        if (file.get("jobs").orElse(Value.Null.NULL) instanceof Items(var items)) {
            items.forEach(item -> jobs.add(ResourceId.parse(item.display())));
        }
        return jobs;
    }

    /// The graph with what stands for the assets that no document declares.
    static ResourceGraph complete(ResourceGraph graph, Supply supply) {
        Map<ResourceId, Optional<Resource>> standIns = new TreeMap<>();
        supply.taken().keySet().stream()
                .filter(id -> graph.get(id).isEmpty())
                .forEach(id -> standIns.put(id, Optional.of(Supply.standIn(id, "train.yml"))));
        return graph.with(standIns);
    }
}
