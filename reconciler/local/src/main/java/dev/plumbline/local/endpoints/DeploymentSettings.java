package dev.plumbline.local.endpoints;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The settings of a deployment's spec that serving honours.
///
/// @param requestTimeoutMillis how long a caller waits
/// @param maxConcurrentRequests per instance
/// @param instanceCount how many times that
record DeploymentSettings(
        int requestTimeoutMillis,
        int maxConcurrentRequests,
        int instanceCount,
        Map<String, String> environmentVariables) {
    // Azure ML's default is 1, because one Python worker takes one request at a time. A model in
    // process takes many.
    private static final int DEFAULT_CONCURRENT_REQUESTS = 32;
    private static final int MAX_REQUEST_TIMEOUT_MILLIS = 180_000;
    private static final int MAX_COUNT = 10_000;

    /// @throws Refusal when a setting is no integer or out of bounds
    static DeploymentSettings of(ResourceId id, Value.Fields spec) throws Refusal {
        Value.Fields requests = spec.fields("request_settings");
        Map<String, String> variables = new LinkedHashMap<>();
        spec.fields("environment_variables")
                .fields()
                .forEach((name, value) -> variables.put(name, value.display()));
        return new DeploymentSettings(
                integer(
                        id,
                        requests,
                        "request_timeout_ms",
                        Routes.Deployment.DEFAULT_REQUEST_TIMEOUT_MILLIS,
                        MAX_REQUEST_TIMEOUT_MILLIS),
                integer(
                        id,
                        requests,
                        "max_concurrent_requests_per_instance",
                        DEFAULT_CONCURRENT_REQUESTS,
                        MAX_COUNT),
                integer(id, spec, "instance_count", 1, MAX_COUNT),
                variables);
    }

    private static int integer(
            ResourceId id, Value.Fields fields, String name, int ifUnset, int greatest)
            throws Refusal {
        Optional<Value> value = fields.get(name).filter(found -> !(found instanceof Value.Null));
        if (value.isEmpty()) {
            return ifUnset;
        }
        try {
            int number = Integer.parseInt(value.get().display());
            if (number >= 1 && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, as for a number out of bounds.
        }
        throw Refusal.lasting(
                "%s of %s is \"%s\"; it must be an integer from 1 to %d"
                        .formatted(name, id, value.get().display(), greatest));
    }
}
