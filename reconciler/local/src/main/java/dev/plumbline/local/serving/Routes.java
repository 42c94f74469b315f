package dev.plumbline.local.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What is to be served: the endpoints by name. Kept as `routes.json` in the serving directory, the
/// truth that outlives both the platform's process and the serving process.
public record Routes(Map<String, Endpoint> endpoints) {
    public static final Routes NONE = new Routes(Map.of());

    private static final String FILE = "routes.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Routes {
        endpoints = ordered(endpoints);
    }

    /// How callers prove who they are. Azure ML's `aml_token` and `aad_token` need a service that
    /// one machine lacks.
    public enum AuthMode {
        KEY
    }

    /// An endpoint: its keys, its deployments by name, and how much traffic each gets, in percent;
    /// the sum is 0 or 100.
    public record Endpoint(
            String name,
            AuthMode authMode,
            String primaryKey,
            String secondaryKey,
            Map<String, Integer> traffic,
            Map<String, Deployment> deployments) {
        public Endpoint {
            Objects.requireNonNull(name);
            Objects.requireNonNull(authMode);
            if (primaryKey.isBlank() || secondaryKey.isBlank()) {
                throw new IllegalArgumentException(
                        "endpoint \"" + name + "\" has an empty key; both keys are needed");
            }
            traffic = ordered(traffic);
            deployments = ordered(deployments);
            checkTraffic(name, traffic, deployments);
        }

        private static void checkTraffic(
                String name, Map<String, Integer> traffic, Map<String, Deployment> deployments) {
            int sum = 0;
            for (Map.Entry<String, Integer> share : traffic.entrySet()) {
                int weight = share.getValue();
                if (weight < 0 || (weight > 0 && !deployments.containsKey(share.getKey()))) {
                    throw new IllegalArgumentException(
                            "endpoint \"%s\" sends %d %% to \"%s\"; it must be 0 or more, to one of %s"
                                    .formatted(name, weight, share.getKey(), deployments.keySet()));
                }
                sum += weight;
            }
            if (sum != 0 && sum != 100) {
                throw new IllegalArgumentException(
                        "the traffic of endpoint \"%s\" sums to %d; it must be 0 or 100"
                                .formatted(name, sum));
            }
        }

        /// Without the keys, which show in no log.
        @Override
        public String toString() {
            return "Endpoint["
                    + name
                    + ", traffic="
                    + traffic
                    + ", deployments="
                    + deployments.keySet()
                    + "]";
        }
    }

    /// A deployment: a model that is served in a certain way.
    ///
    /// @param generation what it is: a digest over the model's content and all settings; it names
    ///   what answered in the log
    /// @param modelDirectory a folder that is only read, or a single model file
    /// @param requestTimeoutMillis how long a caller waits before 408; 1 to 180,000
    /// @param maxConcurrentRequests per instance, at least 1
    /// @param instanceCount at least 1; on one machine it multiplies the concurrency
    public record Deployment(
            String name,
            String generation,
            Path modelDirectory,
            String modelName,
            String modelVersion,
            int requestTimeoutMillis,
            int maxConcurrentRequests,
            int instanceCount,
            Map<String, String> environmentVariables) {
        /// Azure ML's default.
        public static final int DEFAULT_REQUEST_TIMEOUT_MILLIS = 5_000;

        private static final int MAX_REQUEST_TIMEOUT_MILLIS = 180_000;

        public Deployment {
            Objects.requireNonNull(name);
            Objects.requireNonNull(generation);
            Objects.requireNonNull(modelDirectory);
            Objects.requireNonNull(modelName);
            Objects.requireNonNull(modelVersion);
            if (requestTimeoutMillis < 1 || requestTimeoutMillis > MAX_REQUEST_TIMEOUT_MILLIS) {
                throw new IllegalArgumentException(
                        "deployment \"%s\" has a request timeout of %d ms; it must be 1 to %d"
                                .formatted(name, requestTimeoutMillis, MAX_REQUEST_TIMEOUT_MILLIS));
            }
            if (maxConcurrentRequests < 1 || instanceCount < 1) {
                throw new IllegalArgumentException(
                        "deployment \"%s\" has %d instances of %d concurrent requests; both must be at least 1"
                                .formatted(name, instanceCount, maxConcurrentRequests));
            }
            environmentVariables = ordered(environmentVariables);
        }

        /// How many requests run at a time.
        public int concurrency() {
            return Math.multiplyExact(maxConcurrentRequests, instanceCount);
        }

        /// Without the environment variables, which may hold secrets.
        @Override
        public String toString() {
            return "Deployment["
                    + name
                    + ", "
                    + modelName
                    + ":"
                    + modelVersion
                    + ", "
                    + generation
                    + "]";
        }
    }

    /// Reads the routes of a serving directory; [#NONE] when none were written yet.
    ///
    /// @throws IOException when the file cannot be read or is not valid
    public static Routes read(Path directory) throws IOException {
        return readFile(directory.resolve(FILE));
    }

    /// Replaces the routes of a serving directory, wholly or not at all.
    public void write(Path directory) throws IOException {
        writeFile(directory.resolve(FILE));
    }

    /// Reads routes that are kept under another name.
    public static Routes readFile(Path file) throws IOException {
        if (Files.notExists(file)) {
            return NONE;
        }
        byte[] content = Files.readAllBytes(file);
        try {
            return JSON.readValue(content, Routes.class);
        } catch (JacksonException e) {
            throw new IOException(
                    file
                            + " holds no valid routes: "
                            + e.getOriginalMessage()
                            + "; the next sync writes it anew",
                    e);
        }
    }

    public void writeFile(Path file) throws IOException {
        PrivateFile.write(file, JSON.writeValueAsBytes(this));
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
