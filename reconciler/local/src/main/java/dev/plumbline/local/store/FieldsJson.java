package dev.plumbline.local.store;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.ValueJson;
import tools.jackson.databind.json.JsonMapper;

/// Specs as the JSON that the database keeps, with the list of files of each content.
public final class FieldsJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FieldsJson() {}

    public static String write(Value.Fields fields) {
        return ValueJson.writeWithFiles(fields).toString();
    }

    public static Value.Fields read(String json) {
        return ValueJson.readFields(JSON.readTree(json));
    }
}
