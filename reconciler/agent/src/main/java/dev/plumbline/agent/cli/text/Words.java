package dev.plumbline.agent.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The small words that several texts share.
public final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final int SHORT_COMMIT = 7;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /// The first seven digits of a commit; shorter texts as they are.
    public static String commit(String commit) {
        return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    /// `1h02m`, `1m35s`, `0.4s`; empty when one of the ends is not known.
    static String duration(Optional<Instant> from, Optional<Instant> to) {
        return from.isPresent() && to.isPresent()
                ? duration(Duration.between(from.get(), to.get()))
                : "";
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 3_600) {
            return "%dh%02dm".formatted(seconds / 3_600, seconds / 60 % 60);
        }
        if (seconds >= 60) {
            return "%dm%02ds".formatted(seconds / 60, seconds % 60);
        }
        return seconds > 0 ? seconds + "s" : "%d.%ds".formatted(0, duration.toMillis() / 100);
    }

    /// How long something has been so, to people: `35 s`, `12 min`, `2 h`, `3 d`.
    static String roughly(Duration duration) {
        long seconds = Math.max(duration.toSeconds(), 0);
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < 2 * HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }

    /// `1 change`, `2 changes`.
    public static String count(int count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
