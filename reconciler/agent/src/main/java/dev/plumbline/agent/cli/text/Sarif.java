package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.ValidationView;
import java.net.URI;
import java.net.URISyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Problems in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS), as code
/// scanning takes it.
public final class Sarif {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Sarif() {}

    /// @param version of Plumbline
    public static JsonNode render(ValidationView validation, String version) {
        ObjectNode driver = NODES.objectNode().put("name", "plumbline").put("version", version);
        ArrayNode rules = driver.putArray("rules");
        validation.problems().stream()
                .map(ValidationView.Problem::code)
                .distinct()
                .sorted()
                .forEach(code -> rules.addObject().put("id", code));
        ObjectNode sarif =
                NODES.objectNode()
                        .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                        .put("version", "2.1.0");
        ObjectNode run = sarif.putArray("runs").addObject();
        run.putObject("tool").set("driver", driver);
        ArrayNode results = run.putArray("results");
        validation.problems().forEach(problem -> addResult(results, problem));
        return sarif;
    }

    private static void addResult(ArrayNode results, ValidationView.Problem problem) {
        ObjectNode result =
                results.addObject()
                        .put("ruleId", problem.code())
                        .put("level", problem.severity().equals("error") ? "error" : "warning");
        result.putObject("message").put("text", problem.message());
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation")
                .put("uri", uri(problem.path()))
                .put("uriBaseId", "%SRCROOT%");
        place.putObject("region")
                .put("startLine", problem.line())
                .put("startColumn", problem.column());
    }

    private static String uri(String path) {
        try {
            String first = path.substring(0, Math.max(0, path.indexOf('/')));
            boolean looksLikeScheme = (first.isEmpty() ? path : first).indexOf(':') >= 0;
            return new URI(null, null, looksLikeScheme ? "./" + path : path, null).toASCIIString();
        } catch (URISyntaxException failure) {
            throw new IllegalArgumentException("\"" + path + "\" is no relative path", failure);
        }
    }
}
