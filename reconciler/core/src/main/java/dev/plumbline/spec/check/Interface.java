package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.LinkedHashMap;
import java.util.Map;

/// What goes in and out of a component, a job or a pipeline.
record Interface(Map<String, Port> inputs, Map<String, Port> outputs) {
    static Interface of(Fields declaring) {
        Map<String, Port> inputs = new LinkedHashMap<>();
        declaring
                .fields("inputs")
                .fields()
                .forEach((name, value) -> inputs.put(name, Port.of(value)));
        Map<String, Port> outputs = new LinkedHashMap<>();
        declaring
                .fields("outputs")
                .fields()
                .forEach((name, value) -> outputs.put(name, output(value)));
        return new Interface(inputs, outputs);
    }

    /// An output that is no mapping is a binding, or takes the defaults: it says nothing of a type.
    private static Port output(Value declared) {
        return Port.of(declared instanceof Fields ? declared : Fields.EMPTY);
    }
}
