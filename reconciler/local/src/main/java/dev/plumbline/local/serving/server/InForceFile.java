package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.Routes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `in-force.json`: what really answers, in the form of routes. It differs from `routes.json` while
/// deployments load and when they fail; a process that takes over begins with it.
final class InForceFile {
    private static final Logger LOG = LoggerFactory.getLogger(InForceFile.class);

    private final Path file;
    private Routes written = Routes.NONE;

    InForceFile(Path directory) {
        this.file = directory.resolve("in-force.json");
    }

    /// What was in force last. It only helps to start well: without it, deployments are loaded from
    /// the routes alone.
    Routes read() {
        try {
            written = Routes.readFile(file);
        } catch (IOException e) {
            LOG.warn("what was served before is not known: {}", e.getMessage());
        }
        return written;
    }

    /// Written when it has changed, and whole: an endpoint whose weights name what is not loaded
    /// yet keeps its old entry.
    void write(
            Routes routes,
            Function<String, Map<String, Instance>> live,
            Map<String, Map<String, Integer>> traffic) {
        Map<String, Routes.Endpoint> endpoints = new LinkedHashMap<>();
        for (Routes.Endpoint endpoint : routes.endpoints().values()) {
            Routes.Endpoint before = written.endpoints().get(endpoint.name());
            Map<String, Routes.Deployment> deployments = new LinkedHashMap<>();
            live.apply(endpoint.name())
                    .forEach((name, instance) -> deployments.put(name, instance.spec()));
            Map<String, Integer> weights = traffic.getOrDefault(endpoint.name(), Map.of());
            if (deployments.keySet().containsAll(weights.keySet())) {
                endpoints.put(endpoint.name(), inForce(endpoint, weights, deployments));
            } else if (before != null) {
                endpoints.put(endpoint.name(), before);
            }
        }
        Routes now = new Routes(endpoints);
        if (!now.equals(written)) {
            write(now);
        }
    }

    private static Routes.Endpoint inForce(
            Routes.Endpoint endpoint,
            Map<String, Integer> weights,
            Map<String, Routes.Deployment> deployments) {
        return new Routes.Endpoint(
                endpoint.name(),
                endpoint.authMode(),
                endpoint.primaryKey(),
                endpoint.secondaryKey(),
                weights,
                deployments);
    }

    private void write(Routes now) {
        try {
            now.writeFile(file);
            written = now;
        } catch (IOException e) {
            LOG.warn("what is served now could not be written down: {}", e.toString());
        }
    }
}
