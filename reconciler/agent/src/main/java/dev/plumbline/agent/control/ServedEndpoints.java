package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.KeysView;
import dev.plumbline.agent.api.TrafficRequest;
import dev.plumbline.agent.api.TrafficView;
import dev.plumbline.local.LocalPlatform;
import dev.plumbline.local.endpoints.Keys;
import dev.plumbline.local.endpoints.Refusal;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.LinkedHashMap;
import java.util.Map;

/// The endpoints of the embedded platform: their keys, and edits of their traffic past Git.
final class ServedEndpoints {
    private final LocalPlatform local;

    ServedEndpoints(LocalPlatform local) {
        this.local = local;
    }

    KeysView keys(String endpoint) {
        Keys keys = local.endpoints().keys(endpoint).orElseThrow(() -> noEndpoint(endpoint));
        return new KeysView(
                endpoint, local.scoring(endpoint).toString(), keys.primary(), keys.secondary());
    }

    private static ControlException noEndpoint(String endpoint) {
        return ControlException.notFound(
                "there is no online-endpoint/"
                        + endpoint
                        + " on the embedded platform; `plumb status` lists what there is");
    }

    TrafficView setTraffic(String endpoint, TrafficRequest request) {
        if (local.endpoints().keys(endpoint).isEmpty()) {
            throw noEndpoint(endpoint);
        }
        try {
            local.endpoints()
                    .setTraffic(
                            endpoint,
                            request.traffic(),
                            request.by().orElse("someone with the token"));
        } catch (Refusal e) {
            throw ControlException.conflict(String.valueOf(e.getMessage()));
        }
        return new TrafficView(endpoint, traffic(endpoint), Map.of());
    }

    private Map<String, Integer> traffic(String endpoint) {
        Observed live = local.endpoints().observe().get(new ResourceId(Kind.TRAFFIC, endpoint));
        Fields shares =
                live instanceof Observed.Service service
                        ? service.live().fields("traffic")
                        : Fields.EMPTY;
        Map<String, Integer> weights = new LinkedHashMap<>();
        shares.fields()
                .forEach((name, weight) ->
                        weights.put(
                                name,
                                weight instanceof Value.Num(var share, _) ? share.intValue() : 0));
        return weights;
    }
}
