package dev.plumbline.local.tracking.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the endpoint of a call. A path may have parameters: `logged-models/{model_id}/tags`.
public final class Router<E> {
    private final Map<String, E> fixed = new HashMap<>();
    private final List<Pattern<E>> patterns = new ArrayList<>();

    /// An endpoint with the values of its path's parameters.
    public record Found<E>(E endpoint, Map<String, String> parameters) {
        public Found {
            parameters = Map.copyOf(parameters);
        }
    }

    private record Pattern<E>(String method, List<String> segments, E endpoint) {
        Optional<Found<E>> match(String wantedMethod, List<String> path) {
            if (!method.equals(wantedMethod) || path.size() != segments.size()) {
                return Optional.empty();
            }
            Map<String, String> parameters = new HashMap<>();
            for (int place = 0; place < path.size(); place++) {
                String segment = segments.get(place);
                if (segment.startsWith("{")) {
                    parameters.put(segment.substring(1, segment.length() - 1), path.get(place));
                } else if (!segment.equals(path.get(place))) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Found<>(endpoint, parameters));
        }
    }

    public void add(String method, String path, E endpoint) {
        if (path.contains("{")) {
            patterns.add(new Pattern<>(method, segments(path), endpoint));
        } else {
            fixed.put(method + " " + path, endpoint);
        }
    }

    public Optional<Found<E>> find(String method, String path) {
        E endpoint = fixed.get(method + " " + path);
        if (endpoint != null) {
            return Optional.of(new Found<>(endpoint, Map.of()));
        }
        List<String> segments = segments(path);
        return patterns.stream()
                .flatMap(pattern -> pattern.match(method, segments).stream())
                .findFirst();
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
