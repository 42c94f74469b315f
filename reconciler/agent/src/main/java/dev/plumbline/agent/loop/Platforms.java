package dev.plumbline.agent.loop;

import dev.plumbline.local.LocalLimits;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.limit.LimitedPlatform;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.PlatformLimits;
import java.util.HashMap;
import java.util.Map;

/// The platforms by the names that workspaces use. A name that is not configured is a platform that
/// cannot be read, so that a workspace naming it says so and the others go on.
///
/// @param settings how each is used, for those that the configuration names
public record Platforms(Map<String, Platform> byName, Map<String, PlatformSettings> settings) {
    /// The name of the embedded platform, which is there without being configured.
    private static final String LOCAL = "local";

    public Platforms {
        byName = Map.copyOf(byName);
        settings = Map.copyOf(settings);
    }

    /// Platforms of which no more is asked than their settings allow, by however many workspaces.
    public static Platforms of(
            Map<String, Platform> platforms, Map<String, PlatformSettings> settings) {
        Map<String, Platform> limited = new HashMap<>();
        platforms.forEach((name, platform) ->
                limited.put(
                        name, new LimitedPlatform(name, platform, of(settings, name).limits())));
        return new Platforms(limited, settings);
    }

    private static PlatformSettings of(Map<String, PlatformSettings> settings, String name) {
        return settings.getOrDefault(
                name, name.equals(LOCAL) ? PlatformSettings.AT_HAND : PlatformSettings.REMOTE);
    }

    /// What a platform cannot run; of one that is not the embedded one nothing is known here.
    public static PlatformLimits limits(String name) {
        return name.equals(LOCAL) ? new LocalLimits() : PlatformLimits.NONE;
    }

    ObserveIntervals interval(String name) {
        return of(settings, name).observe();
    }

    Platform get(String name) {
        Platform platform = byName.get(name);
        return platform != null ? platform : new Unconfigured(name);
    }

    private record Unconfigured(String name) implements Platform {
        @Override
        public Capabilities capabilities() {
            throw unknown();
        }

        @Override
        public Observation observe(Scope scope) {
            throw unknown();
        }

        @Override
        public Outcome start(Change change, ApplyContext context) {
            throw unknown();
        }

        @Override
        public Shipment ship(Scope scope, VersionedId asset) {
            throw unknown();
        }

        @Override
        public void close() {}

        private PlatformException unknown() {
            return new PlatformException(
                    "the platform \""
                            + name
                            + "\" is not configured in this agent; add it under platforms in the agent's"
                            + " configuration, or use platform: local");
        }
    }
}
