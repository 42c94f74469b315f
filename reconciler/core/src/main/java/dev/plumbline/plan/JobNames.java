package dev.plumbline.plan;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.ResourceGraph;
import dev.plumbline.spec.workspace.Moves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Under which names a success of a job may be remembered: its own, those that `moved` tells, and
/// those of jobs that are declared no more and registered the same, as when the file of a job
/// without `name` was moved. A job that is declared beside it shares nothing with it, even when
/// both do the same.
public record JobNames(Moves moves, ResourceGraph graph, LastApplied last) {

    /// The names, the likeliest first.
    public List<ResourceId> of(Resource job, Digest digest) {
        List<ResourceId> names = new ArrayList<>(List.of(job.id()));
        names.addAll(moves.formerly(job.id()));
        Map<ResourceId, Map<ResourceId, String>> runs =
                last.successes().getOrDefault(digest, Map.of());
        Set<ResourceId> produced =
                job.produces().stream().map(Production::asset).collect(Collectors.toSet());
        runs.entrySet().stream()
                .filter(run -> graph.get(run.getKey()).isEmpty())
                .filter(run -> run.getValue().keySet().equals(produced))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(names::add);
        return names;
    }
}
