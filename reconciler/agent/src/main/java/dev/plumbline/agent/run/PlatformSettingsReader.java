package dev.plumbline.agent.run;

import dev.plumbline.agent.loop.ObserveIntervals;
import dev.plumbline.agent.loop.PlatformSettings;
import dev.plumbline.platform.limit.CallLimits;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads `platforms` of the agent's configuration.
final class PlatformSettingsReader {
    private PlatformSettingsReader() {}

    /// @throws IOException when an interval is for no kind; the message is for users
    static Map<String, PlatformSettings> read(Fields platforms) throws IOException {
        Map<String, PlatformSettings> settings = new HashMap<>();
        for (String name : platforms.fields().keySet()) {
            Fields platform = platforms.fields(name);
            PlatformSettings otherwise =
                    platform.text("type").equals(Optional.of("local"))
                            ? PlatformSettings.AT_HAND
                            : PlatformSettings.REMOTE;
            settings.put(
                    name,
                    new PlatformSettings(
                            observe(name, platform.fields("observe"), otherwise.observe()),
                            limits(platform.fields("limits"), otherwise.limits())));
        }
        return settings;
    }

    private static ObserveIntervals observe(
            String platform, Fields observe, ObserveIntervals otherwise) throws IOException {
        Map<Kind, Duration> kinds = new EnumMap<>(Kind.class);
        for (String word : observe.fields("kinds").fields().keySet()) {
            kinds.put(kind(platform, word), duration(observe.fields("kinds"), word).orElseThrow());
        }
        return new ObserveIntervals(duration(observe, "every").orElse(otherwise.every()), kinds);
    }

    private static CallLimits limits(Fields limits, CallLimits otherwise) {
        return new CallLimits(
                number(limits, "concurrency").orElse(otherwise.concurrency()),
                number(limits, "calls_per_second").or(otherwise::callsPerSecond),
                number(limits, "faults").orElse(otherwise.faults()),
                duration(limits, "pause").orElse(otherwise.pause()));
    }

    private static Optional<Integer> number(Fields fields, String key) {
        return fields.number(key).map(BigDecimal::intValue);
    }

    private static Optional<Duration> duration(Fields fields, String key) {
        return fields.text(key).map(PlumblineFile::duration);
    }

    private static Kind kind(String platform, String word) throws IOException {
        return Kind.ofWord(word)
                .orElseThrow(() ->
                        new IOException(
                                "platforms.%s.observe.kinds names \"%s\", which is no kind; the kinds are %s"
                                        .formatted(
                                                platform,
                                                word,
                                                Arrays.stream(Kind.values())
                                                        .map(Kind::word)
                                                        .collect(Collectors.joining(", ")))));
    }
}
