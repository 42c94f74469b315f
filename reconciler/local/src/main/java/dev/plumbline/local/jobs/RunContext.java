package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.jobs.graph.JobGraph;
import dev.plumbline.local.jobs.step.StepFolder;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What is fixed about a run while it goes on.
///
/// @param contents the artifact of each content of the spec
/// @param reuse whether earlier successes may stand for steps
record RunContext(
        String run,
        Owner owner,
        ResourceId job,
        JobGraph graph,
        Map<Digest, Artifact> contents,
        String experiment,
        boolean reuse,
        Path folder) {
    static RunContext of(
            String run, RunStore.Submitted submitted, JobGraph graph, JobOptions options) {
        return new RunContext(
                run,
                submitted.owner(),
                submitted.job(),
                graph,
                submitted.contents(),
                submitted.spec().text("experiment_name").orElse(submitted.job().name()),
                !submitted.forced() && !graph.forceRerun(),
                options.runs().resolve(run));
    }

    String workspace() {
        return owner.workspace();
    }

    StepFolder step(String name) {
        return new StepFolder(folder.resolve(name));
    }

    RunTracking.Tracked tracked() {
        return new RunTracking.Tracked(trackingId(run), experiment, run, Optional.empty(), of());
    }

    /// An attempt of a step, under an id that is the same after a crash.
    RunTracking.Tracked tracked(String step, int attempt) {
        return new RunTracking.Tracked(
                trackingId(run + "/" + step + "/" + attempt),
                experiment,
                step,
                Optional.of(trackingId(run)),
                of());
    }

    private RunTracking.JobRunOf of() {
        return new RunTracking.JobRunOf(run, owner);
    }

    private static String trackingId(String text) {
        String digest = Digest.ofText(text).value();
        return digest.substring(digest.indexOf(':') + 1).substring(0, 32);
    }
}
