package dev.plumbline.agent.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// An endpoint's traffic as it is now, in percent per deployment.
public record TrafficView(
        String endpoint, Map<String, Integer> traffic, Map<String, Integer> mirror) {
    public TrafficView {
        traffic = Collections.unmodifiableMap(new TreeMap<>(traffic));
        mirror = Collections.unmodifiableMap(new TreeMap<>(mirror));
    }
}
