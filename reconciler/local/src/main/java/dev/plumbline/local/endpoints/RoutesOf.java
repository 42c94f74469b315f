package dev.plumbline.local.endpoints;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.ValueJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Derives the routes that serving should hold from the services that are kept.
final class RoutesOf {
    private final ServiceStore services;
    private final ArtifactStore artifacts;

    RoutesOf(ServiceStore services, ArtifactStore artifacts) {
        this.services = services;
        this.artifacts = artifacts;
    }

    /// @throws IOException when the content of a model cannot be read
    /// @throws Refusal when a setting is out of bounds
    Routes routes() throws IOException, Refusal {
        List<Service> all = services.all();
        Map<String, List<Service>> deployments =
                all.stream()
                        .filter(service -> service.id().kind() == Kind.ONLINE_DEPLOYMENT)
                        .collect(Collectors.groupingBy(service -> service.id().endpoint()));
        Map<String, Routes.Endpoint> endpoints = new LinkedHashMap<>();
        for (Service service : all) {
            if (service.id().kind() == Kind.ONLINE_ENDPOINT) {
                String name = service.id().name();
                Keys keys =
                        services.keys(name)
                                .orElseThrow(() -> new IOException(service.id() + " has no keys"));
                endpoints.put(
                        name,
                        new Routes.Endpoint(
                                name,
                                Routes.AuthMode.KEY,
                                keys.primary(),
                                keys.secondary(),
                                traffic(name),
                                deployments(deployments.getOrDefault(name, List.of()))));
            }
        }
        return new Routes(endpoints);
    }

    /// What a deployment is, by the model's content and name and by every setting that serving
    /// honours. It names what answered in the log, so it differs between two versions of one
    /// content.
    static String generation(Service deployment) throws Refusal {
        DeploymentSettings settings = DeploymentSettings.of(deployment.id(), deployment.fields());
        Map<String, Value> variables = new LinkedHashMap<>();
        settings.environmentVariables()
                .forEach((name, value) -> variables.put(name, Value.text(value)));
        Service.ServedModel model = modelOf(deployment);
        return Digest.ofText(
                        ValueJson.canonical(
                                new Value.Fields(
                                        Map.of(
                                                "artifact", Value.text(model.artifact().value()),
                                                "model",
                                                        Value.text(
                                                                model.name()
                                                                        + ":"
                                                                        + model.version()),
                                                "timeout",
                                                        Value.Num.of(
                                                                settings.requestTimeoutMillis()),
                                                "concurrent",
                                                        Value.Num.of(
                                                                settings.maxConcurrentRequests()),
                                                "instances", Value.Num.of(settings.instanceCount()),
                                                "variables", new Value.Fields(variables)))))
                .value();
    }

    private Map<String, Integer> traffic(String endpoint) throws Refusal {
        var traffic = services.find(new ResourceId(Kind.TRAFFIC, endpoint));
        return traffic.isPresent()
                ? TrafficWeights.of(traffic.get().id(), traffic.get().fields())
                : Map.of();
    }

    private Map<String, Routes.Deployment> deployments(List<Service> services)
            throws IOException, Refusal {
        Map<String, Routes.Deployment> deployments = new LinkedHashMap<>();
        for (Service service : services) {
            deployments.put(service.id().shortName(), deployment(service));
        }
        return deployments;
    }

    private Routes.Deployment deployment(Service service) throws IOException, Refusal {
        DeploymentSettings settings = DeploymentSettings.of(service.id(), service.fields());
        Service.ServedModel model = modelOf(service);
        return new Routes.Deployment(
                service.id().shortName(),
                generation(service),
                ModelSource.location(artifacts, model.artifact()),
                model.name(),
                model.version(),
                settings.requestTimeoutMillis(),
                settings.maxConcurrentRequests(),
                settings.instanceCount(),
                settings.environmentVariables());
    }

    private static Service.ServedModel modelOf(Service deployment) {
        return deployment
                .model()
                .orElseThrow(() ->
                        new IllegalStateException(deployment.id() + " was kept without its model"));
    }
}
