package dev.plumbline.local.serving;

import java.util.Map;
import java.util.Optional;

/// How the serving process fares.
///
/// @param version of the Plumbline that it runs, which may be older than the one that asks
/// @param problem why the newest routes were not taken, when they were not; the ones before stay in
///   force
/// @param droppedLogRecords access records that did not fit into the log's queue
public record ServingStatus(
        String version,
        long pid,
        int port,
        Optional<String> problem,
        long droppedLogRecords,
        Map<String, Endpoint> endpoints) {
    public ServingStatus {
        endpoints = Map.copyOf(endpoints);
    }

    /// @param traffic the weights in force; the wanted ones come into force when every deployment
    ///   they name is ready
    public record Endpoint(Map<String, Integer> traffic, Map<String, Deployment> deployments) {
        public Endpoint {
            traffic = Map.copyOf(traffic);
            deployments = Map.copyOf(deployments);
        }
    }

    /// How far a deployment is with what the routes want of it.
    public enum State {
        LOADING,
        READY,
        FAILED,
        /// No longer wanted, and serving only until the traffic that replaces it is in force.
        LEAVING
    }

    /// @param message why it failed
    /// @param generation the wanted one
    /// @param serving the generation that answers now; it differs while a new one loads, and when
    ///   that failed
    /// @param errors answers with a status of 400 or more
    public record Deployment(
            State state,
            Optional<String> message,
            String generation,
            Optional<String> serving,
            long requests,
            long errors,
            int inFlight) {}

    public Optional<Deployment> deployment(String endpoint, String name) {
        return Optional.ofNullable(endpoints.get(endpoint))
                .map(found -> found.deployments().get(name));
    }
}
