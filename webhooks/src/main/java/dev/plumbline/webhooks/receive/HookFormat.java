package dev.plumbline.webhooks.receive;

import dev.plumbline.webhooks.forge.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one kind of forge sends webhooks.
public interface HookFormat {
    /// Whether the headers alone could be those of an authentic delivery: a signature of the right
    /// form is there. Asked before the body is read.
    ///
    /// @param headers by name in lower case
    boolean isPlausible(Map<String, String> headers);

    /// Whether a delivery was made by someone who knows the secret; takes as long for a wrong
    /// signature as for a right one.
    boolean isAuthentic(Delivery delivery, Secret secret);

    /// What names a delivery among all of its forge, also when it comes again; empty when the forge
    /// gives none.
    Optional<String> id(Delivery delivery);

    /// What an authentic delivery tells.
    ///
    /// @throws MalformedHookException when it is not what the forge documents
    HookEvent read(Delivery delivery);

    /// All that an authentic delivery tells: several branches may be pushed at once.
    ///
    /// @throws MalformedHookException when it is not what the forge documents
    default List<HookEvent> events(Delivery delivery) {
        return List.of(read(delivery));
    }
}
