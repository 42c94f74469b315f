package dev.plumbline.agent.api;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/// What is not changed, and what is imported, as an agent tells it.
final class NoteSamples {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private NoteSamples() {}

    static NoteView stalled() {
        return new NoteView(
                "online-endpoint/churn",
                "endpoints/churn.yml",
                "stalled",
                "it was on the platform before, and differs",
                List.of(
                        new FieldView(
                                "description",
                                NODES.stringNode("by hand"),
                                NODES.stringNode("churn"))));
    }

    static NoteView ignored() {
        return new NoteView(
                "online-deployment/fraud/blue",
                "endpoints/blue.yml",
                "ignored",
                "ignore_differences",
                List.of(new FieldView("tags.size", NODES.numberNode(6), NODES.numberNode(2))));
    }

    static ImportView importable(String folder) {
        String path = (folder.isEmpty() ? "" : folder + "/") + "online-endpoint/churn.yml";
        return new ImportView(
                "fraud/staging",
                List.of(
                        new ImportView.Spec(
                                "online-endpoint/churn",
                                path,
                                NODES.objectNode().put("name", "churn").put("auth_mode", "key"),
                                List.of("tags.key may be a secret and is left out"))));
    }
}
