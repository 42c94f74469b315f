package dev.plumbline.agent.loop;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.MDC;

/// The syncs of one repository that are under way, by the short names of their workspaces.
final class RunningSyncs {
    private final String repository;
    private final Map<String, String> running = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    RunningSyncs(String repository) {
        this.repository = repository;
    }

    /// A person asked for a sync, which gets this id when a round takes it up.
    void ask(String workspace, String sync) {
        asked.put(workspace, sync);
    }

    /// A round takes up what was asked for.
    void begin(Collection<String> workspaces) {
        workspaces.forEach(workspace ->
                Optional.ofNullable(asked.remove(workspace))
                        .ifPresent(sync -> running.put(workspace, sync)));
    }

    /// The sync under way; one begins when there is none.
    String of(String workspace) {
        return running.computeIfAbsent(workspace, _ -> SyncIds.next());
    }

    /// What names it in logs.
    Map<String, String> logged(String workspace) {
        return Map.of("workspace", repository + "/" + workspace, "sync", of(workspace));
    }

    /// Does something of which every line that is logged names the sync.
    <T> T logging(String workspace, Supplier<T> work) {
        Map<String, String> logged = logged(workspace);
        logged.forEach(MDC::put);
        try {
            return work.get();
        } finally {
            logged.keySet().forEach(MDC::remove);
        }
    }

    void end(String workspace) {
        running.remove(workspace);
    }

    void forgetAllBut(Collection<String> workspaces) {
        running.keySet().retainAll(workspaces);
    }
}
