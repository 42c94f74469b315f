package dev.plumbline.local.serving;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Builds routes of the endpoint `fraud` for tests.
public final class RoutesFixture {
    public static final String KEY = "key-one";
    public static final String SECOND_KEY = "key-two";

    private final Map<String, Routes.Deployment> deployments = new LinkedHashMap<>();
    private final Map<String, Integer> traffic = new LinkedHashMap<>();

    public RoutesFixture deployment(String name, String generation, Path model) {
        return deployment(
                new Routes.Deployment(
                        name, generation, model, "fraud-" + name, "3", 5_000, 50, 1, Map.of()));
    }

    /// With limits: a timeout, and one request at a time.
    public RoutesFixture narrow(String name, int timeoutMillis, Path model) {
        return deployment(
                new Routes.Deployment(
                        name,
                        "narrow",
                        model,
                        "fraud-" + name,
                        "3",
                        timeoutMillis,
                        1,
                        1,
                        Map.of()));
    }

    private RoutesFixture deployment(Routes.Deployment deployment) {
        deployments.put(deployment.name(), deployment);
        return this;
    }

    public RoutesFixture traffic(String deployment, int weight) {
        traffic.put(deployment, weight);
        return this;
    }

    public Routes routes() {
        Routes.Endpoint fraud =
                new Routes.Endpoint(
                        "fraud", Routes.AuthMode.KEY, KEY, SECOND_KEY, traffic, deployments);
        return new Routes(Map.of("fraud", fraud));
    }
}
