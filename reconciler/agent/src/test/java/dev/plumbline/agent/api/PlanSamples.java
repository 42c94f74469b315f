package dev.plumbline.agent.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/// Changes of every action.
final class PlanSamples {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    static final String HELD = "needs 2 approvals from @ml-leads and has 1 (ada)";

    private PlanSamples() {}

    static List<PlanView.Change> changes() {
        return List.of(
                change(
                        "create",
                        "environment/fraud-train",
                        "environments/train.yml",
                        "version 4: its content is new"),
                change(
                        "run",
                        "job/jobs/train-pipeline",
                        "jobs/train-pipeline.yml",
                        "inputs.n_estimators changed"),
                new PlanView.Change(
                        "update",
                        "online-deployment/fraud/blue",
                        "endpoints/blue.yml",
                        "2 fields differ",
                        List.of(
                                new FieldView(
                                        "instance_count", NODES.numberNode(1), NODES.numberNode(2)),
                                new FieldView(
                                        "model",
                                        NODES.stringNode("azureml:fraud-detection-model:2"),
                                        NODES.stringNode(
                                                "(version, known after job/jobs/train-pipeline)")),
                                new FieldView(
                                        "tags.owner", NODES.nullNode(), NODES.stringNode("ada"))),
                        Map.of("azureml:fraud-train@latest", "environment/fraud-train:4"),
                        Optional.of(HELD),
                        Optional.of(
                                ApprovalSamples.hold(
                                        HELD, "plumb approve online-deployment/fraud/blue"))),
                change(
                        "replace",
                        "online-endpoint/fraud",
                        "endpoints/fraud.yml",
                        "auth_mode cannot change in place"),
                change(
                        "delete",
                        "online-deployment/fraud/green",
                        "endpoints/green.yml",
                        "commit 2ab1f0c removed it"));
    }

    private static PlanView.Change change(String action, String id, String path, String reason) {
        return new PlanView.Change(
                action, id, path, reason, List.of(), Map.of(), Optional.empty(), Optional.empty());
    }
}
