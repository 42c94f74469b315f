package dev.plumbline.agent.cli.progress;

/// Tells what is being done now. Closing it leaves nothing behind on the screen.
public interface Progress extends AutoCloseable {
    /// What is being done, in a few words: `building environment fraud-train`.
    void now(String what);

    @Override
    void close();

    /// Says nothing: for pipes, logs and tests.
    static Progress silent() {
        return new Progress() {
            @Override
            public void now(String what) {}

            @Override
            public void close() {}
        };
    }
}
