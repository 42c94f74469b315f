package dev.plumbline.webhooks.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/// Until when a forge wants to be left alone, by what it last said: `Retry-After` (RFC 9110), or
/// that nothing remains before the moment of `RateLimit-Reset` or `X-RateLimit-Reset`, which is in
/// seconds since 1970 on all forges that send it.
final class RateLimit {
    private static final Duration WHEN_NOT_SAID = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final InstantSource clock;
    private volatile Optional<Instant> until = Optional.empty();

    RateLimit(InstantSource clock) {
        this.clock = clock;
    }

    /// The moment from which on calls make sense; empty when they do now.
    Optional<Instant> until() {
        return until.filter(moment -> clock.instant().isBefore(moment));
    }

    /// Takes in what an answer says; whether it refused the call for its limit.
    boolean heed(int status, HttpHeaders headers) {
        boolean exhausted =
                Stream.of("X-RateLimit-Remaining", "RateLimit-Remaining")
                        .flatMap(name -> headers.firstValue(name).stream())
                        .anyMatch(left -> left.strip().equals("0"));
        Optional<Instant> retry = headers.firstValue("Retry-After").flatMap(this::moment);
        boolean refused =
                status == 429
                        || (status == 403 || status == 503) && (exhausted || retry.isPresent());
        if (refused || exhausted) {
            Instant now = clock.instant();
            Instant moment =
                    retry.or(() -> reset(headers))
                            .filter(now::isBefore)
                            .orElse(refused ? now.plus(WHEN_NOT_SAID) : now);
            until = Optional.of(moment.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : moment);
        }
        return refused;
    }

    /// Takes in that a call was refused for a limit of which the headers say nothing; the moment
    /// from which on calls make sense again.
    Instant refuse() {
        Instant moment = clock.instant().plus(WHEN_NOT_SAID);
        until = Optional.of(moment);
        return moment;
    }

    private static Optional<Instant> reset(HttpHeaders headers) {
        return Stream.of("X-RateLimit-Reset", "RateLimit-Reset")
                .flatMap(name -> headers.firstValue(name).stream())
                .flatMap(value -> seconds(value).map(Instant::ofEpochSecond).stream())
                .findFirst();
    }

    private Optional<Instant> moment(String retryAfter) {
        return seconds(retryAfter)
                .map(seconds -> clock.instant().plusSeconds(seconds))
                .or(() -> date(retryAfter));
    }

    private static Optional<Long> seconds(String text) {
        String digits = text.strip();
        return digits.matches("[0-9]{1,12}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
