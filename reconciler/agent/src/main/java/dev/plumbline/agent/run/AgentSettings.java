package dev.plumbline.agent.run;

import dev.plumbline.agent.loop.ObserveIntervals;
import dev.plumbline.spec.workspace.ApprovalRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How an agent runs: what the command line says, then its configuration, then the defaults.
///
/// @param data the data directory; one agent at a time uses it
/// @param port of the API; 0 takes a free one
/// @param servingPort of scoring; 0 takes a free one
/// @param observe how often platforms are observed when nothing signals, by their names
/// @param environments the cache of Python environments; the user's own when absent
public record AgentSettings(
        Path data,
        String host,
        int port,
        int servingPort,
        Optional<Path> environments,
        List<Followed> repositories,
        Map<String, ObserveIntervals> observe) {
    public static final int PORT = 7070;
    public static final int SERVING_PORT = 7071;
    public static final Duration POLL = Duration.ofSeconds(30);

    public AgentSettings {
        repositories = List.copyOf(repositories);
        observe = Map.copyOf(observe);
    }

    /// A repository to follow.
    ///
    /// @param url with the credentials that it needs; shown nowhere as it is
    public record Followed(
            String name,
            String url,
            Optional<String> branch,
            Duration poll,
            List<ApprovalRule> floor) {
        public Followed {
            floor = List.copyOf(floor);
            if (poll.isZero() || poll.isNegative()) {
                throw new IllegalArgumentException(
                        "poll of " + name + " is " + poll + "; it must be longer than nothing");
            }
        }

        /// Without the URL, which may hold credentials.
        @Override
        public String toString() {
            return "Followed[" + name + "]";
        }

        /// The name of a repository that has none of its own: the last part of its URL.
        public static String nameOf(String url) {
            String path = url.replaceAll("/+$", "").replaceAll("(/\\.git|\\.git)$", "");
            String last =
                    path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
            String name = last.replaceAll("[^A-Za-z0-9._-]", "-");
            return name.isBlank() || name.startsWith(".") ? "repository" : name;
        }
    }
}
