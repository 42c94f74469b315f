package dev.plumbline.spec.check;

import dev.plumbline.resource.Value.Fields;
import java.util.LinkedHashMap;
import java.util.Map;

/// What goes in and out of a component, a job or a pipeline.
record Interface(Map<String, Port> inputs, Map<String, Port> outputs) {
    static Interface of(Fields declaring) {
        return new Interface(ports(declaring.fields("inputs")), ports(declaring.fields("outputs")));
    }

    private static Map<String, Port> ports(Fields declared) {
        Map<String, Port> ports = new LinkedHashMap<>();
        declared.fields().forEach((name, value) -> ports.put(name, Port.of(value)));
        return ports;
    }
}
