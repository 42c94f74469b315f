package dev.plumbline.agent.loop;

import dev.plumbline.repository.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/// Workspaces that came to rest at a commit, each until its platform is to be observed again.
final class Resting {
    private static final double JITTER = 0.1;

    private record Rest(Revision commit, Instant until) {}

    private final Map<String, Rest> rests = new ConcurrentHashMap<>();
    private final DoubleSupplier random;

    /// @param random from 0 to 1, so that workspaces are not observed all at once
    Resting(DoubleSupplier random) {
        this.random = random;
    }

    /// A workspace has nothing left to do.
    ///
    /// @param interval a rest of no length is none
    /// @param earlier when it has cause of its own to be looked at
    /// @return when it is looked at again
    Optional<Instant> settled(
            String workspace,
            Revision commit,
            Instant now,
            Duration interval,
            Optional<Instant> earlier) {
        if (interval.isZero()) {
            return earlier;
        }
        double factor = 1 + JITTER * (2 * random.getAsDouble() - 1);
        Instant observed = now.plusMillis((long) (interval.toMillis() * factor));
        Instant until = earlier.filter(observed::isAfter).orElse(observed);
        rests.put(workspace, new Rest(commit, until));
        return Optional.of(until);
    }

    /// Until when a workspace rests; empty when it is to be looked at now.
    Optional<Instant> until(String workspace, Revision commit, Instant now) {
        return Optional.ofNullable(rests.get(workspace))
                .filter(rest -> rest.commit().equals(commit) && rest.until().isAfter(now))
                .map(Rest::until);
    }

    void wake(String workspace) {
        rests.remove(workspace);
    }

    void wakeAll() {
        rests.clear();
    }

    void forgetAllBut(Collection<String> workspaces) {
        rests.keySet().retainAll(workspaces);
    }
}
