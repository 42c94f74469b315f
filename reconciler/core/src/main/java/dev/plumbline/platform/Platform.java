package dev.plumbline.platform;

/// Where desired state is made real. Implementations are safe for use by many threads.
public interface Platform extends AutoCloseable {
    /// Which kinds the platform knows, and what a change of each field takes.
    Capabilities capabilities();

    /// What is there, how complete the answer is and what is in flight. A platform that cannot be
    /// read answers with an incomplete observation or throws [PlatformException]; it never leaves
    /// things out silently.
    Observation observe(Scope scope);

    /// Starts one change and returns at once. Idempotent: starting a change that is already made or
    /// in flight does it no second time.
    Outcome start(Change change, ApplyContext context);

    /// How many changes may be started at once, at least 1.
    default int concurrency() {
        return 16;
    }

    @Override
    void close();
}
