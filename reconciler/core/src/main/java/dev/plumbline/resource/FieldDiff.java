package dev.plumbline.resource;

import java.util.Optional;

/// A field that differs: its path (`request_settings.request_timeout_ms`), what is there and what
/// should be. Absent on one side means that the field is not there on that side.
public record FieldDiff(String path, Optional<Value> from, Optional<Value> to) {
    @Override
    public String toString() {
        return path
                + ": "
                + from.map(Value::display).orElse("(unset)")
                + " -> "
                + to.map(Value::display).orElse("(default)");
    }
}
