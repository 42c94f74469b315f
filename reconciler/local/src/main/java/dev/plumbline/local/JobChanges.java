package dev.plumbline.local;

import dev.plumbline.local.jobs.JobRun;
import dev.plumbline.local.jobs.JobService;
import dev.plumbline.local.jobs.JobSubmission;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.Value;
import dev.plumbline.spec.document.FieldClasses;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Applies changes of jobs.
record JobChanges(JobService jobs, Components components) {
    Outcome start(Change change, ApplyContext context) {
        return switch (change) {
            case Change.Run(var desired, var digest) -> run(desired, digest, context);
            case Change.Update(var desired, var digest, _, _) -> {
                jobs.updateFields(
                        desired.id(), changeable(desired), owner(desired, digest, context));
                yield Outcome.Applied.done();
            }
            case Change.Delete(var id) -> {
                jobs.archive(context.workspace(), id);
                yield Outcome.Applied.done();
            }
            case Change.Create _, Change.Replace _, Change.Recreate _, Change.Ship _ ->
                    new Outcome.Stalled(
                            change.id() + " is a job: it is run, never created or replaced");
        };
    }

    private Outcome run(Resource desired, Digest digest, ApplyContext context) {
        try {
            String run =
                    jobs.submit(
                            new JobSubmission(
                                    components.embed(context.workspace(), desired),
                                    digest,
                                    owner(desired, digest, context),
                                    context.blobs()));
            Optional<RunStatus> status = jobs.run(run).map(JobRun::status);
            return status.filter(RunStatus.SUCCEEDED::equals).isPresent()
                    ? Outcome.Applied.done()
                    : new Outcome.Started(run);
        } catch (IOException e) {
            return new Outcome.Failed("submitting " + desired.id() + ": " + e.getMessage(), true);
        }
    }

    private static Owner owner(Resource desired, Digest digest, ApplyContext context) {
        return context.owner(desired.id(), digest, desired.source().path());
    }

    private static Value.Fields changeable(Resource job) {
        Map<String, Value> kept = new LinkedHashMap<>(job.spec().fields());
        kept.keySet().removeIf(field -> !FieldClasses.isChangeable(job.id().kind(), field));
        return new Value.Fields(kept);
    }
}
