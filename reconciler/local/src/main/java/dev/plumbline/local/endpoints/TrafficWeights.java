package dev.plumbline.local.endpoints;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the weights of a traffic resource.
final class TrafficWeights {
    private TrafficWeights() {}

    /// The share of each deployment in percent.
    ///
    /// @throws Refusal when a share is no integer from 0 to 100, or the sum is neither 0 nor 100
    static Map<String, Integer> of(ResourceId id, Value.Fields fields) throws Refusal {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (Map.Entry<String, Value> share : fields.fields("traffic").fields().entrySet()) {
            weights.put(share.getKey(), weight(id, share.getKey(), share.getValue()));
        }
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        if (sum != 0 && sum != 100) {
            throw Refusal.lasting(
                    id + " sums to " + sum + " %; it must be 100, or 0 to stop all traffic");
        }
        return weights;
    }

    static Value.Fields fields(Map<String, Integer> weights) {
        Map<String, Value> shares = new LinkedHashMap<>();
        weights.forEach((name, weight) -> shares.put(name, Value.Num.of(weight)));
        return new Value.Fields(shares);
    }

    private static int weight(ResourceId id, String deployment, Value value) throws Refusal {
        try {
            int weight = Integer.parseInt(value.display());
            if (weight >= 0 && weight <= 100) {
                return weight;
            }
        } catch (NumberFormatException _) {
            // Told below, as for a number out of bounds.
        }
        throw Refusal.lasting(
                "%s gives \"%s\" to %s; a share must be an integer from 0 to 100"
                        .formatted(id, value.display(), deployment));
    }
}
