package dev.plumbline.local.jobs.sweep.stopping;

import java.util.Optional;

/// What early termination says of a trial.
///
/// @param trial its number
/// @param reports how many of its reports were judged
/// @param stop why the trial is to stop; empty when it may go on
public record Verdict(int trial, int reports, Optional<String> stop) {}
