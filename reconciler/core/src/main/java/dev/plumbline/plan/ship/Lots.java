package dev.plumbline.plan.ship;

import dev.plumbline.resource.Digest;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The versions of one asset that a workspace takes from another one's release.
///
/// @param path where what registered it is declared; empty when no document tells
/// @param current the version that the other workspace declares or that its job registered last
/// @param versions every version that is taken, with what it means; a digest is empty where the
///   release does not tell it
public record Lots(String path, String current, NavigableMap<String, Optional<Digest>> versions) {
    public Lots {
        versions = Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
        if (!versions.containsKey(current)) {
            throw new IllegalArgumentException(
                    "version " + current + " is not among " + versions.keySet());
        }
    }

    /// What a version means; empty when it is not taken, or nothing tells.
    public Optional<Digest> digest(String version) {
        return versions.getOrDefault(version, Optional.empty());
    }
}
