package dev.plumbline.local.endpoints;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.ServingStatus;
import dev.plumbline.local.serving.ServingStatus.State;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Serving without a process: a deployment is loading until the test says that its generation is
/// ready or has failed, and traffic comes into force when all that it names is ready.
final class TestingServing implements Serving {
    private Routes routes = Routes.NONE;
    private int given;
    private boolean down;
    private boolean loadsAtOnce = true;
    private final Set<String> ready = new HashSet<>();
    private final Map<String, String> failures = new HashMap<>();
    private final Map<String, Map<String, Integer>> inForce = new HashMap<>();

    @Override
    public synchronized void apply(Routes wanted) throws IOException {
        if (down) {
            throw new IOException("connection refused");
        }
        routes = wanted;
        given++;
        if (loadsAtOnce) {
            finishLoading();
        }
        settle();
    }

    @Override
    public synchronized ServingStatus status() throws IOException {
        if (down) {
            throw new IOException("connection refused");
        }
        Map<String, ServingStatus.Endpoint> endpoints = new HashMap<>();
        routes.endpoints()
                .forEach((name, endpoint) -> {
                    Map<String, ServingStatus.Deployment> deployments = new HashMap<>();
                    endpoint.deployments()
                            .forEach((each, deployment) ->
                                    deployments.put(each, status(deployment)));
                    endpoints.put(
                            name,
                            new ServingStatus.Endpoint(
                                    inForce.getOrDefault(name, Map.of()), deployments));
                });
        return new ServingStatus("test", 1, 1, Optional.empty(), 0, endpoints);
    }

    synchronized Routes routes() {
        return routes;
    }

    /// How often it was given routes.
    synchronized int given() {
        return given;
    }

    synchronized void loadSlowly() {
        loadsAtOnce = false;
    }

    synchronized void finishLoading() {
        routes.endpoints()
                .values()
                .forEach(endpoint ->
                        endpoint.deployments()
                                .values()
                                .forEach(each -> ready.add(each.generation())));
        settle();
    }

    synchronized void fail(String deployment, String message) {
        failures.put(deployment, message);
    }

    synchronized void setDown(boolean isDown) {
        down = isDown;
    }

    private ServingStatus.Deployment status(Routes.Deployment deployment) {
        Optional<String> failure = Optional.ofNullable(failures.get(deployment.name()));
        boolean isReady = failure.isEmpty() && ready.contains(deployment.generation());
        State state = failure.isPresent() ? State.FAILED : isReady ? State.READY : State.LOADING;
        Optional<String> serving =
                isReady ? Optional.of(deployment.generation()) : Optional.empty();
        return new ServingStatus.Deployment(
                state, failure, deployment.generation(), serving, 0, 0, 0);
    }

    private void settle() {
        routes.endpoints()
                .forEach((name, endpoint) -> {
                    boolean allReady =
                            endpoint.traffic().keySet().stream()
                                    .allMatch(each -> isReady(endpoint.deployments(), each));
                    if (allReady) {
                        inForce.put(name, endpoint.traffic());
                    }
                });
    }

    private boolean isReady(Map<String, Routes.Deployment> deployments, String name) {
        Routes.Deployment deployment = deployments.get(name);
        return deployment != null && ready.contains(deployment.generation());
    }
}
