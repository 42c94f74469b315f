package dev.plumbline.agent.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Answers as an agent gives them after a few commits of a small repository.
public final class Samples {
    public static final String COMMIT = "2ab1f0c9d8e7b6a5948372615f4e3d2c1b0a9f8e";
    public static final String OLDER = "77aa01d2c3b4a5968778695a4b3c2d1e0f9a8b7c";
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Samples() {}

    public static StatusView.Workspace staging() {
        return new StatusView.Workspace(
                "fraud/staging",
                "fraud",
                COMMIT,
                "OutOfSync",
                "Degraded",
                "2 resources differ from Git",
                List.of(
                        resource("environment/fraud-train", "3", "Synced", "Healthy", ""),
                        resource("model/fraud-detection-model", "2", "Synced", "Healthy", ""),
                        resource(
                                "job/jobs/train-pipeline",
                                "",
                                "OutOfSync",
                                "Progressing",
                                "run 3f9c2ab: step train runs"),
                        new StatusView.Resource(
                                "online-endpoint/fraud",
                                Optional.empty(),
                                "OutOfSync",
                                "Healthy",
                                "held: needs 1 approval and has 0",
                                Optional.of(COMMIT),
                                Optional.of(
                                        ApprovalSamples.hold(
                                                "needs 1 approval and has 0",
                                                "plumb approve online-endpoint/fraud"))),
                        resource(
                                "online-deployment/fraud/blue",
                                "",
                                "OutOfSync",
                                "Degraded",
                                "the scoring process ended with exit code 1; see `plumb logs blue`")),
                List.of(OrphanSamples.green()));
    }

    private static StatusView.Resource resource(
            String id, String version, String sync, String health, String message) {
        return new StatusView.Resource(
                id,
                Optional.of(version).filter(text -> !text.isEmpty()),
                sync,
                health,
                message,
                Optional.of(COMMIT),
                Optional.empty());
    }

    static UndoView undo() {
        return new UndoView(
                "grace",
                "staging",
                "fraud",
                "online-endpoint/fraud",
                COMMIT,
                "7e9d3a1c5b7f2e4d6a8c0b1d3f5e7a9c1b3d5f70",
                "0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d",
                NOON,
                Optional.of("incident 12"),
                false,
                List.of("online-deployment/fraud/blue"),
                List.of(),
                "git revert " + COMMIT,
                true);
    }

    static SuspensionView suspension(Optional<Instant> until) {
        return new SuspensionView(
                until.isPresent() ? "suspension" : "resumption",
                "grace",
                "staging",
                "fraud",
                "online-endpoint/fraud",
                until,
                Optional.of("incident 12"),
                until.isPresent() ? Optional.empty() : Optional.of(COMMIT));
    }

    public static StatusView status() {
        var prod =
                new StatusView.Workspace(
                        "fraud/prod",
                        "fraud",
                        OLDER,
                        "Synced",
                        "Healthy",
                        "",
                        List.of(),
                        List.of());
        return new StatusView(
                List.of(staging(), prod), List.of(), List.of(OrphanSamples.vanished()));
    }

    public static PlanView plan() {
        return new PlanView(
                List.of(
                        PlanView.Workspace.of("staging", COMMIT, PlanSamples.changes()),
                        new PlanView.Workspace(
                                "prod",
                                COMMIT,
                                List.of(),
                                Map.of(),
                                List.of(NoteSamples.stalled(), NoteSamples.ignored()),
                                List.of(OrphanSamples.green()))));
    }

    public static PlanView emptyPlan() {
        return new PlanView(List.of(PlanView.Workspace.of("staging", COMMIT, List.of())));
    }

    public static SyncView sync(SyncView.State state) {
        return new SyncView(
                "s-17",
                List.of("staging"),
                COMMIT,
                state,
                switch (state) {
                    case QUEUED -> "waits for the sync before it";
                    case RUNNING -> "1 of 3 changes made";
                    case SUCCEEDED -> "3 changes made";
                    case FAILED -> "job/jobs/train-pipeline failed";
                    case HELD ->
                            "online-deployment/fraud/blue needs 2 approvals from @ml-leads and has 1 (ada)";
                    case SUPERSEDED -> "commit 77aa01d took its place";
                },
                List.of(
                        new SyncView.Change(
                                "staging",
                                "create",
                                "environment/fraud-train",
                                "applied",
                                "",
                                Optional.of("4")),
                        new SyncView.Change(
                                "staging",
                                "run",
                                "job/jobs/train-pipeline",
                                "running",
                                "step train",
                                Optional.empty())));
    }

    public static ResourceView resource() {
        JsonNode declared =
                NODES.objectNode()
                        .put("instance_count", 2)
                        .put("model", "azureml:fraud-detection-model:2");
        JsonNode live =
                NODES.objectNode()
                        .put("instance_count", 1)
                        .put("model", "azureml:fraud-detection-model:2");
        return new ResourceView(
                "staging",
                "online-deployment/fraud/blue",
                Optional.empty(),
                "OutOfSync",
                "Healthy",
                "1 field differs",
                Optional.of(COMMIT),
                Optional.of("endpoints/blue.yml"),
                Optional.of("1:sha256:0d1e2f"),
                Optional.of("grace"),
                Optional.empty(),
                List.of(new FieldView("instance_count", NODES.numberNode(1), NODES.numberNode(2))),
                List.of(NoteSamples.ignored()),
                declared,
                live);
    }

    public static HistoryView history() {
        return new HistoryView(
                List.of(
                        new HistoryView.Sync(
                                "r-2",
                                "staging",
                                COMMIT,
                                "Ada Byron <ada@example.com>",
                                "Train with more trees",
                                NOON,
                                Optional.of(NOON.plusSeconds(95)),
                                Optional.of(95L),
                                "succeeded",
                                List.of(
                                        new HistoryView.Approval(
                                                "grace",
                                                "https://forge.example.com/fraud/pulls/42",
                                                NOON.minusSeconds(60))),
                                List.of(
                                        new SyncView.Change(
                                                "staging",
                                                "run",
                                                "job/jobs/train-pipeline",
                                                "applied",
                                                "",
                                                Optional.empty()))),
                        new HistoryView.Sync(
                                "r-1",
                                "staging",
                                OLDER,
                                "Ada Byron <ada@example.com>",
                                "Declare the endpoint",
                                NOON.minusSeconds(7_200),
                                Optional.empty(),
                                Optional.empty(),
                                "failed",
                                List.of(),
                                List.of(
                                        new SyncView.Change(
                                                "staging",
                                                "create",
                                                "online-endpoint/fraud",
                                                "failed",
                                                "the name is taken",
                                                Optional.empty())))));
    }

    public static LineageView lineage() {
        return new LineageView(
                "model/fraud-detection-model:2",
                List.of(
                        node(
                                "model/fraud-detection-model:2",
                                "model",
                                "fraud-detection-model:2",
                                Map.of("digest", "1:sha256:aa")),
                        node(
                                "run/3f9c2ab",
                                "run",
                                "jobs/train-pipeline 3f9c2ab",
                                Map.of(
                                        "job",
                                        "job/jobs/train-pipeline",
                                        "status",
                                        "succeeded",
                                        "started",
                                        "2026-11-23T11:00:00Z",
                                        "ended",
                                        "2026-11-23T11:02:00Z")),
                        node("data/phishing-websites:1", "data", "phishing-websites:1", Map.of()),
                        node(
                                "commit/" + COMMIT,
                                "commit",
                                "2ab1f0c Train with more trees",
                                Map.of("url", "https://forge.example.com/fraud.git")),
                        node("person/ada", "person", "Ada Byron <ada@example.com>", Map.of())),
                List.of(
                        new LineageView.Edge(
                                "model/fraud-detection-model:2", "run/3f9c2ab", "registered by"),
                        new LineageView.Edge("run/3f9c2ab", "data/phishing-websites:1", "read"),
                        new LineageView.Edge("run/3f9c2ab", "commit/" + COMMIT, "declared in"),
                        new LineageView.Edge(
                                "data/phishing-websites:1", "commit/" + COMMIT, "declared in"),
                        new LineageView.Edge("commit/" + COMMIT, "person/ada", "written by")));
    }

    private static LineageView.Node node(
            String id, String type, String label, Map<String, String> attributes) {
        return new LineageView.Node(id, type, label, attributes);
    }

    public static ValidationView validation() {
        return new ValidationView(
                false,
                7,
                5,
                List.of(
                        new ValidationView.Problem(
                                "endpoints/blue.yml",
                                12,
                                17,
                                "error",
                                "schema",
                                "instance_count is \"two\"; it must be an integer of at least 1"),
                        new ValidationView.Problem(
                                "jobs/100%, train.yml",
                                3,
                                1,
                                "warning",
                                "template",
                                "{{REGION}} is not set; name it under `tokens` of a workspace in plumbline.yml\nor write the value")));
    }
}
