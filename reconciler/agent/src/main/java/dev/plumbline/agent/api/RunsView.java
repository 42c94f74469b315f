package dev.plumbline.agent.api;

import java.util.List;

/// Runs of jobs, newest first.
public record RunsView(List<RunView> runs) {
    public RunsView {
        runs = List.copyOf(runs);
    }
}
