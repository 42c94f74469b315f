package dev.plumbline.local.jobs;

import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.resource.ResourceId;

/// Something that happened to a run, for showing progress.
public sealed interface RunEvent {
    String run();

    record RunStarted(String run, ResourceId job) implements RunEvent {}

    /// @param why what changed since the last success
    record StepStarted(String run, String step, int attempt, String why) implements RunEvent {}

    /// @param from the run whose step stands for this one
    record StepReused(String run, String step, String from) implements RunEvent {}

    record StepFinished(String run, String step, StepStatus status, double seconds, String message)
            implements RunEvent {}

    record RunFinished(String run, ResourceId job, RunStatus status, double seconds, String message)
            implements RunEvent {
        /// A run that ended as soon as it was submitted, because the job cannot be run as it is
        /// written.
        static RunFinished refused(String run, ResourceId job, String problem) {
            return new RunFinished(run, job, RunStatus.FAILED, 0, problem);
        }
    }
}
