package dev.plumbline.agent.pullrequest;

import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.Secret;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Where the pull requests of a repository are.
///
/// @param forge its word: `github`
/// @param project as the forge calls it
/// @param open makes its client; empty when the agent may only hear webhooks
/// @param webhookSecret that webhooks are authenticated with; empty when none are taken
public record ForgeLink(
        String forge,
        String project,
        Optional<Function<InstantSource, Forge>> open,
        Optional<Secret> webhookSecret) {}
