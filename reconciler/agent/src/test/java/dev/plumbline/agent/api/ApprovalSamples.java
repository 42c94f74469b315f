package dev.plumbline.agent.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Approvals as the agent tells of them.
public final class ApprovalSamples {
    private ApprovalSamples() {}

    public static ApprovalsView approvals() {
        String held =
                "online-endpoint/fraud needs 2 approvals from @ml-leads and has 1 (grace); run `plumb approve online-endpoint/fraud --workspace fraud/staging`";
        HoldView hold = hold(held, "plumb approve online-endpoint/fraud --workspace fraud/staging");
        return new ApprovalsView(
                List.of(
                        new ApprovalsView.Workspace(
                                "staging",
                                "fraud",
                                Samples.COMMIT,
                                List.of(
                                        new ApprovalsView.Waiting(
                                                new PlanView.Change(
                                                        "update",
                                                        "online-endpoint/fraud",
                                                        "endpoints/fraud.yml",
                                                        "changed in Git",
                                                        List.of(),
                                                        Map.of(),
                                                        Optional.of(held),
                                                        Optional.of(hold)),
                                                List.of("grace"),
                                                List.of(hold))))));
    }

    /// Held since two hours before noon.
    static HoldView hold(String reason, String command) {
        return new HoldView(
                "approval",
                reason,
                Optional.empty(),
                List.of("@ml-leads"),
                Optional.of(command),
                Optional.of(Samples.NOON.minusSeconds(7_200)),
                Optional.of(Samples.OLDER));
    }

    public static ApprovalView approval() {
        return new ApprovalView(
                "approval",
                "grace",
                "staging",
                "fraud",
                Samples.COMMIT,
                List.of(new ApprovalView.Change("update", "online-endpoint/fraud")));
    }
}
