package dev.plumbline.agent.loop;

import dev.plumbline.resource.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/// How often a platform is observed when nothing signals: neither a commit, nor a person, nor the
/// platform itself.
///
/// @param every zero is with every look at the repository
/// @param kinds those that are observed more or less often
public record ObserveIntervals(Duration every, Map<Kind, Duration> kinds) {
    /// The embedded platform is at hand, and says by itself what has changed.
    public static final ObserveIntervals AT_HAND = new ObserveIntervals(Duration.ZERO, Map.of());

    /// A platform behind an API that counts its callers.
    public static final ObserveIntervals REMOTE =
            new ObserveIntervals(Duration.ofMinutes(5), Map.of());

    public ObserveIntervals {
        kinds = Map.copyOf(kinds);
    }

    /// The interval of a workspace that declares these kinds: that of the kind observed most often.
    Duration of(Collection<Kind> declared) {
        return declared.stream()
                .map(kind -> kinds.getOrDefault(kind, every))
                .min(Comparator.naturalOrder())
                .orElse(every);
    }
}
