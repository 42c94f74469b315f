package dev.plumbline.agent.run;

import dev.plumbline.agent.api.AccessTokens;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.loop.PlatformSettings;
import dev.plumbline.agent.pullrequest.ForgeLink;
import dev.plumbline.gate.Floor;
import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.SigningKey;
import dev.plumbline.repository.TrustedKeys;
import java.net.URI;
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
/// @param platforms how platforms are used, by their names
/// @param access who may use the agent
/// @param signing by which key it signs what it writes into Git; empty when it has none
/// @param publicUrl where people reach the agent's pages; empty when they cannot
/// @param environments the cache of Python environments; the user's own when absent
public record AgentSettings(
        Path data,
        String host,
        int port,
        int servingPort,
        Optional<Path> environments,
        List<Followed> repositories,
        Map<String, PlatformSettings> platforms,
        Access access,
        Optional<SigningKey> signing,
        Optional<URI> publicUrl) {
    public static final int PORT = 7070;
    public static final int SERVING_PORT = 7071;
    public static final Duration POLL = Duration.ofSeconds(30);

    /// Settings of an agent whose pages nobody links to.
    public AgentSettings(
            Path data,
            String host,
            int port,
            int servingPort,
            Optional<Path> environments,
            List<Followed> repositories,
            Map<String, PlatformSettings> platforms,
            Access access,
            Optional<SigningKey> signing) {
        this(
                data,
                host,
                port,
                servingPort,
                environments,
                repositories,
                platforms,
                access,
                signing,
                Optional.empty());
    }

    public AgentSettings {
        repositories = List.copyOf(repositories);
        platforms = Map.copyOf(platforms);
    }

    /// Who may use the agent.
    ///
    /// @param operator who holds the token that the agent makes
    public record Access(Caller operator, List<Token> tokens) {
        public Access {
            tokens = List.copyOf(tokens);
        }

        /// Whoever runs the agent, and nobody else.
        public static Access ofOperatorAlone() {
            return new Access(Caller.admin(System.getProperty("user.name", "operator")), List.of());
        }

        /// The tokens that let callers in.
        AccessTokens with(String agentsToken) {
            AccessTokens known = AccessTokens.ofAgent(agentsToken, operator);
            for (Token token : tokens) {
                known = known.with(token.hash(), token.caller());
            }
            return known;
        }
    }

    /// A token of the configuration, as its hash.
    public record Token(String hash, Caller caller) {
        @Override
        public String toString() {
            return "Token of " + caller.name();
        }
    }

    /// A repository to follow.
    ///
    /// @param ledger the repository of its ledgers; empty for the same one
    /// @param signatures the keys by which its commits have to be signed; empty when they need not
    ///   be
    /// @param forge where its pull requests are; empty when it is followed by Git alone
    public record Followed(
            String name,
            RemoteAddress remote,
            Optional<RemoteAddress> ledger,
            Optional<String> branch,
            Duration poll,
            Floor floor,
            Optional<TrustedKeys> signatures,
            Optional<ForgeLink> forge) {
        public Followed(
                String name,
                RemoteAddress url,
                Optional<RemoteAddress> ledger,
                Optional<String> branch,
                Duration poll,
                Floor floor,
                Optional<TrustedKeys> signatures) {
            this(name, url, ledger, branch, poll, floor, signatures, Optional.empty());
        }

        public Followed {
            if (poll.isZero() || poll.isNegative()) {
                throw new IllegalArgumentException(
                        "poll of " + name + " is " + poll + "; it must be longer than nothing");
            }
        }

        /// The name alone, since addresses come with credentials.
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
