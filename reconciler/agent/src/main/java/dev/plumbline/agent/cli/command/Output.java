package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.cli.text.TerminalSafe;
import dev.plumbline.agent.cli.world.World;
import tools.jackson.databind.JsonNode;

/// Puts answers on standard output.
final class Output {
    private final World world;

    Output(World world) {
        this.world = world;
    }

    /// Text that ends with its own line break.
    void text(String text) {
        world.out().print(text);
        world.out().flush();
    }

    /// One document.
    void json(JsonNode document) {
        world.out()
                .println(
                        ApiJson.MAPPER
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(document));
    }

    /// A view of an agent's answer that is safe to show on a terminal.
    static <T> T view(JsonNode answer, Class<T> type) {
        return ApiJson.MAPPER.treeToValue(TerminalSafe.json(answer), type);
    }
}
