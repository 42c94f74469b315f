package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.ApiJson;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/// JSON as YAML, for people: block style, keys in their order.
public final class YamlText {
    private YamlText() {}

    public static String render(JsonNode document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(140);
        options.setAllowUnicode(true);
        return new Yaml(options).dump(ApiJson.MAPPER.treeToValue(document, Object.class));
    }
}
