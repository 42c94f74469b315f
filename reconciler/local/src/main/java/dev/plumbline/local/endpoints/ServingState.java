package dev.plumbline.local.endpoints;

import dev.plumbline.local.assets.Standing;
import dev.plumbline.local.serving.ServingStatus;
import dev.plumbline.platform.Health;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How services fare, by one answer of the serving process.
///
/// @param problem why serving does not hold what the database says, when it does not
record ServingState(Optional<ServingStatus> status, Optional<Standing> problem) {
    /// @param untaken why the newest routes could not be given to the process
    static ServingState of(Serving serving, Optional<String> untaken) {
        try {
            ServingStatus status = serving.status();
            return new ServingState(
                    Optional.of(status),
                    untaken.or(status::problem).map(ServingState::progressing));
        } catch (Serving.Down e) {
            return new ServingState(
                    Optional.empty(),
                    Optional.of(
                            new Standing(
                                    Health.DEGRADED,
                                    "the serving process cannot be started: " + e.getMessage())));
        } catch (IOException e) {
            return new ServingState(
                    Optional.empty(),
                    Optional.of(
                            progressing("the serving process does not answer: " + e.getMessage())));
        }
    }

    Standing standing(Service service) throws Refusal {
        if (problem.isPresent()) {
            return problem.get();
        }
        return switch (service.id().kind()) {
            case ONLINE_DEPLOYMENT -> deployment(service);
            case ONLINE_ENDPOINT ->
                    endpoint(service).isPresent()
                            ? Standing.HEALTHY
                            : progressing("waiting for the serving process");
            case TRAFFIC -> traffic(service);
            case POLICY, ENVIRONMENT, DATA, COMPONENT, MODEL, JOB ->
                    throw new IllegalArgumentException(service.id() + " is no service");
        };
    }

    private Standing deployment(Service service) throws Refusal {
        Optional<ServingStatus.Deployment> found =
                status.flatMap(known ->
                        known.deployment(service.id().endpoint(), service.id().shortName()));
        if (found.isEmpty() || !found.get().generation().equals(RoutesOf.generation(service))) {
            return progressing("waiting for the serving process");
        }
        ServingStatus.Deployment deployment = found.get();
        return switch (deployment.state()) {
            case READY -> Standing.HEALTHY;
            case LOADING, LEAVING -> progressing("loading the model");
            case FAILED ->
                    new Standing(
                            Health.DEGRADED,
                            deployment.message().orElse("the model could not be loaded")
                                    + (deployment.serving().isPresent()
                                            ? "; the model before it still answers"
                                            : ""));
        };
    }

    private Standing traffic(Service service) throws Refusal {
        Map<String, Integer> wanted = positive(TrafficWeights.of(service.id(), service.fields()));
        Map<String, Integer> inForce =
                positive(endpoint(service).map(ServingStatus.Endpoint::traffic).orElse(Map.of()));
        return wanted.equals(inForce)
                ? Standing.HEALTHY
                : progressing("in force is " + inForce + " until every deployment named is ready");
    }

    private Optional<ServingStatus.Endpoint> endpoint(Service service) {
        return status.map(known -> known.endpoints().get(service.id().endpoint()));
    }

    private static Map<String, Integer> positive(Map<String, Integer> weights) {
        Map<String, Integer> copy = new TreeMap<>(weights);
        copy.values().removeIf(weight -> weight == 0);
        return copy;
    }

    private static Standing progressing(String message) {
        return new Standing(Health.PROGRESSING, message);
    }
}
