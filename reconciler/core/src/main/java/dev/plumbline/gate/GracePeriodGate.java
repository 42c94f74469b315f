package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import dev.plumbline.resource.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Leaves a person's edit of traffic or scale for a while: it is often the answer to an incident.
final class GracePeriodGate implements Gate {
    private static final Pattern SCALE = Pattern.compile("instance_count|scale_settings(\\..*)?");

    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        if (!change.drift() || !isTrafficOrScale(change) || of.context().requested()) {
            return Optional.empty();
        }
        Duration grace = of.policy().sync().gracePeriod();
        Instant until =
                of.context().driftSince().getOrDefault(change.id(), of.context().now()).plus(grace);
        return of.context().now().isBefore(until)
                ? Optional.of(
                        Hold.until(
                                        Hold.Gate.GRACE_PERIOD,
                                        until,
                                        "edited on the platform; put back at "
                                                + until.truncatedTo(ChronoUnit.SECONDS)
                                                + " (grace period "
                                                + words(grace)
                                                + "), or now by `plumb sync`")
                                .by("plumb sync"))
                : Optional.empty();
    }

    private static boolean isTrafficOrScale(PlannedResource change) {
        return change.id().kind() == Kind.TRAFFIC
                || !change.fields().isEmpty()
                        && change.fields().stream()
                                .allMatch(field -> SCALE.matcher(field.path()).matches());
    }

    private static String words(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
