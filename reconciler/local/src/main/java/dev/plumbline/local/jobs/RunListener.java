package dev.plumbline.local.jobs;

/// Hears of what happens to runs. Called by the threads that run them: answers at once.
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);
}
