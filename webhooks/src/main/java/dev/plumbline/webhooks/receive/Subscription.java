package dev.plumbline.webhooks.receive;

import dev.plumbline.webhooks.forge.Secret;
import java.util.function.Consumer;

/// A project whose webhooks are heeded.
///
/// @param forge the last part of the path that they come to: `github`
/// @param project as the forge calls it, compared without regard to case
/// @param heard is told what authentic webhooks of the project tell; it must return at once
public record Subscription(
        String forge, String project, Secret secret, Consumer<HookEvent> heard) {}
