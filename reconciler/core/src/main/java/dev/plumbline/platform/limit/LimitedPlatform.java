package dev.plumbline.platform.limit;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Policy;
import dev.failsafe.RateLimiter;
import dev.failsafe.function.CheckedSupplier;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.ForwardingPlatform;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.platform.ship.ShipmentRefusedException;
import dev.plumbline.resource.VersionedId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A platform that is asked no more than it can bear, by however many workspaces share it. Calls
/// beyond the limits wait their turn. When the platform asks to be left alone, or several calls in
/// a row have gone unanswered, nothing is asked until the pause is over; one call then tries it.
///
/// Only a call that threw counts as unanswered: a change that the platform refused was answered.
public final class LimitedPlatform extends ForwardingPlatform {
    /// Longer than any queue of calls may take; waiting ends by interruption.
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final String name;
    private final CallLimits limits;
    private final CircuitBreaker<Object> asked;
    private final CircuitBreaker<Object> unanswered;
    private final FailsafeExecutor<Object> calls;

    /// @param name what the workspaces call it, for messages
    public LimitedPlatform(String name, Platform platform, CallLimits limits) {
        super(platform);
        this.name = name;
        this.limits = limits;
        this.asked =
                CircuitBreaker.builder()
                        .handleIf(failure -> retryAfter(failure).isPresent())
                        .withFailureThreshold(1)
                        .withDelayFn(LimitedPlatform::askedPause)
                        .build();
        this.unanswered =
                CircuitBreaker.builder()
                        .handleIf(failure ->
                                !(failure instanceof ShipmentRefusedException)
                                        && retryAfter(failure).isEmpty())
                        .withFailureThreshold(limits.faults())
                        .withDelay(limits.pause())
                        .build();
        this.calls = Failsafe.with(policies());
    }

    private List<Policy<Object>> policies() {
        List<Policy<Object>> policies = new ArrayList<>();
        limits.callsPerSecond()
                .ifPresent(count ->
                        policies.add(
                                RateLimiter.smoothBuilder(count, Duration.ofSeconds(1))
                                        .withMaxWaitTime(PATIENCE)
                                        .build()));
        policies.add(Bulkhead.builder(limits.concurrency()).withMaxWaitTime(PATIENCE).build());
        policies.add(asked);
        policies.add(unanswered);
        return policies;
    }

    @Override
    public Observation observe(Scope scope) {
        try {
            return call(() -> super.observe(scope));
        } catch (PlatformClosedException e) {
            throw new PlatformException(String.valueOf(e.getMessage()), pause());
        }
    }

    @Override
    public Outcome start(Change change, ApplyContext context) {
        return call(() -> super.start(change, context));
    }

    @Override
    public Shipment ship(Scope scope, VersionedId asset) {
        return call(() -> super.ship(scope, asset));
    }

    @Override
    public int concurrency() {
        return limits.concurrency();
    }

    /// How long nothing is asked of the platform; zero while it is.
    public Duration pause() {
        return Stream.of(asked, unanswered)
                .filter(CircuitBreaker::isOpen)
                .map(CircuitBreaker::getRemainingDelay)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private <T> T call(CheckedSupplier<T> call) {
        // Whoever would be refused in the end need not wait for a turn.
        if (pause().isPositive()) {
            throw closed();
        }
        try {
            return calls.get(call);
        } catch (CircuitBreakerOpenException _) {
            throw closed();
        } catch (FailsafeException e) {
            throw new PlatformException("the call to " + name + " was given up", e);
        }
    }

    private PlatformClosedException closed() {
        return new PlatformClosedException(
                "the platform \""
                        + name
                        + "\" "
                        + (asked.isOpen()
                                ? "asked to be left alone"
                                : "did not answer several times in a row")
                        + "; it is asked again in "
                        + Math.max(1, pause().toSeconds())
                        + " s");
    }

    private static Duration askedPause(ExecutionContext<?> context) {
        return retryAfter(context.getLastException()).orElse(Duration.ZERO);
    }

    private static Optional<Duration> retryAfter(Throwable failure) {
        return failure instanceof PlatformException thrown ? thrown.retryAfter() : Optional.empty();
    }
}
