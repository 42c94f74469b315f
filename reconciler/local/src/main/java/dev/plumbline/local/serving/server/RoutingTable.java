package dev.plumbline.local.serving.server;

import java.util.Map;

/// All endpoints at one moment. Never changes; a change of the routes makes another table.
record RoutingTable(Map<String, EndpointRoute> endpoints) {
    static final RoutingTable EMPTY = new RoutingTable(Map.of());

    RoutingTable {
        endpoints = Map.copyOf(endpoints);
    }

    /// @throws Refusal 404 when there is no such endpoint
    EndpointRoute endpoint(String name) {
        EndpointRoute route = endpoints.get(name);
        if (route == null) {
            throw new Refusal(404, "EndpointNotFound", "there is no endpoint \"" + name + "\"");
        }
        return route;
    }
}
