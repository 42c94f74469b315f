package dev.plumbline.agent.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An edit of an endpoint's traffic.
///
/// @param traffic percent per deployment, whole numbers from 0 to 100 that sum to 0 or 100
/// @param mirror percent of requests copied to a deployment, from 0 to 50; left as it is when
///   absent
/// @param by who makes the edit
public record TrafficRequest(
        Map<String, Integer> traffic, Optional<Map<String, Integer>> mirror, Optional<String> by) {
    /// @throws ControlException when the numbers are no traffic
    public TrafficRequest {
        traffic = Collections.unmodifiableMap(new LinkedHashMap<>(traffic));
        traffic.forEach((deployment, percent) -> checkPercent("traffic", deployment, percent, 100));
        int sum = traffic.values().stream().mapToInt(Integer::intValue).sum();
        if (sum != 0 && sum != 100) {
            throw ControlException.invalid(
                    "traffic " + traffic + " sums to " + sum + "; it must sum to 100, or to 0");
        }
        mirror.ifPresent(map ->
                map.forEach(
                        (deployment, percent) -> checkPercent("mirror", deployment, percent, 50)));
    }

    private static void checkPercent(String field, String deployment, int percent, int most) {
        if (percent < 0 || percent > most) {
            throw ControlException.invalid(
                    "%s of \"%s\" is %d; it must be from 0 to %d"
                            .formatted(field, deployment, percent, most));
        }
    }
}
