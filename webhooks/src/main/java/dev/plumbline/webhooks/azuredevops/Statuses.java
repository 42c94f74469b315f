package dev.plumbline.webhooks.azuredevops;

import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.json.ForgeJson;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Writes what Azure DevOps calls a `GitStatus`.
final class Statuses {
    /// Azure DevOps documents no bound; it stays one line that people read.
    private static final int MOST_CHARACTERS = 250;

    private Statuses() {}

    /// The part of the context before its last slash is the genre: `plumbline`, of
    /// `plumbline/prod`.
    static ObjectNode write(CommitStatus status) {
        ObjectNode node =
                ForgeJson.MAPPER
                        .createObjectNode()
                        .put("state", state(status.state()))
                        .put("description", MarkedText.line(status.text(), MOST_CHARACTERS));
        int slash = status.context().lastIndexOf('/');
        ObjectNode context = node.putObject("context");
        context.put("name", status.context().substring(slash + 1));
        if (slash > 0) {
            context.put("genre", status.context().substring(0, slash));
        }
        status.page()
                .filter(page -> Set.of("http", "https").contains(String.valueOf(page.getScheme())))
                .ifPresent(page -> node.put("targetUrl", page.toString()));
        return node;
    }

    private static String state(CommitStatus.State state) {
        return switch (state) {
            case PENDING -> "pending";
            case SUCCESS -> "succeeded";
            case FAILURE -> "failed";
            case ERROR -> "error";
        };
    }
}
