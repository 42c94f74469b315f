package dev.plumbline.apply;

import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When what failed may be tried again: after 1 s, then twice as long each time up to 5 minutes,
/// with a jitter of a quarter either way. Success, another digest, a new commit or a person's wish
/// starts over. What no other try can mend is not tried again before that. Safe for use by many
/// threads.
public final class Attempts {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// @param next when it may be tried again; [Instant#MAX] for what no other try can mend
    /// @param retried whether it is being tried again now
    private record Failure(Digest digest, int count, Instant next, String cause, boolean retried) {
        Failure again() {
            return new Failure(digest, count, next, cause, true);
        }

        Failure startedOver() {
            return new Failure(digest, 0, Instant.MIN, cause, retried);
        }
    }

    private final Map<ResourceId, Failure> failures = new ConcurrentHashMap<>();
    private final DoubleSupplier random;
    private volatile @Nullable String current;

    /// @param random numbers from 0 to 1, for the jitter
    public Attempts(DoubleSupplier random) {
        this.random = random;
    }

    public boolean isEligible(ResourceId id, Digest digest, Instant now) {
        Failure failure = failures.get(id);
        return failure == null || !failure.digest.equals(digest) || !now.isBefore(failure.next);
    }

    /// What came of an attempt.
    public void took(ResourceId id, Digest digest, Outcome outcome, Instant now) {
        switch (outcome) {
            case Outcome.Applied _ -> succeeded(id);
            case Outcome.Started _ -> started(id);
            case Outcome.Stalled(var reason) -> failed(id, digest, reason, now);
            case Outcome.Failed(var cause, var retryable) -> {
                if (retryable) {
                    failed(id, digest, cause, now);
                } else {
                    failures.put(id, new Failure(digest, 1, Instant.MAX, cause, false));
                }
            }
        }
    }

    public void failed(ResourceId id, Digest digest, String cause, Instant now) {
        failures.compute(
                id,
                (_, before) -> {
                    int count =
                            before != null && before.digest.equals(digest) ? before.count + 1 : 1;
                    return new Failure(digest, count, now.plus(delay(count)), cause, false);
                });
    }

    /// What is being attempted now. With a new commit, everything may be tried at once.
    public void commit(String commit) {
        if (!commit.equals(current)) {
            current = commit;
            startOver(_ -> true);
        }
    }

    /// A person asked for another try of these.
    public void startOver(Predicate<ResourceId> which) {
        failures.replaceAll((id, failure) -> which.test(id) ? failure.startedOver() : failure);
    }

    /// Long work was begun; whether it succeeds is seen later.
    public void started(ResourceId id) {
        failures.computeIfPresent(id, (_, failure) -> failure.again());
    }

    /// Long work was seen to have failed. Seen again while it waits for its next try, that is the
    /// same failure.
    public void foundFailed(ResourceId id, Digest digest, String cause, Instant now) {
        Failure failure = failures.get(id);
        if (failure == null || failure.retried || !failure.digest.equals(digest)) {
            failed(id, digest, cause, now);
        }
    }

    public void succeeded(ResourceId id) {
        failures.remove(id);
    }

    /// Forgets those that a plan says are as declared.
    public void succeeded(Plan plan) {
        failures.keySet()
                .removeIf(id -> plan.get(id).filter(PlannedResource::isCurrent).isPresent());
    }

    /// Why it failed last, if it did.
    public Optional<String> cause(ResourceId id) {
        return Optional.ofNullable(failures.get(id))
                .filter(failure -> !failure.retried)
                .map(Failure::cause);
    }

    /// The causes of those that failed last, of the resources of a plan.
    public Map<ResourceId, String> causes(Plan plan) {
        Map<ResourceId, String> causes = new TreeMap<>();
        for (ResourceId id : failures.keySet()) {
            plan.get(id).flatMap(_ -> cause(id)).ifPresent(cause -> causes.put(id, cause));
        }
        return causes;
    }

    /// Those of a plan that failed in a way that no other try can mend.
    public Set<ResourceId> heldDown(Plan plan) {
        return failures.entrySet().stream()
                .filter(each -> each.getValue().next.equals(Instant.MAX))
                .map(Map.Entry::getKey)
                .filter(id -> plan.get(id).isPresent())
                .collect(Collectors.toSet());
    }

    /// When the next of the failed ones may be tried again. What may be tried already and was not,
    /// waits for something else or is wanted no more.
    public Optional<Instant> next(Instant now) {
        return failures.values().stream()
                .filter(failure -> !failure.retried)
                .map(Failure::next)
                .filter(next -> now.isBefore(next) && next.isBefore(Instant.MAX))
                .min(Instant::compareTo);
    }

    private Duration delay(int count) {
        long doubled = FIRST.toMillis() << Math.min(count - 1, 20);
        long millis = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(Math.round(millis * (0.75 + random.getAsDouble() / 2)));
    }
}
