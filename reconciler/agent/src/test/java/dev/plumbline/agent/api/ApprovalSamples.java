package dev.plumbline.agent.api;

import java.util.List;
import java.util.Optional;

/// Approvals as the agent tells of them.
public final class ApprovalSamples {
    private ApprovalSamples() {}

    public static ApprovalsView approvals() {
        String held =
                "online-endpoint/fraud needs 2 approvals from @ml-leads and has 1 (grace); run `plumb approve online-endpoint/fraud --workspace fraud/staging`";
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
                                                        Optional.of(held)),
                                                List.of("grace"),
                                                List.of(
                                                        new HoldView(
                                                                "approval",
                                                                held,
                                                                Optional.empty(),
                                                                List.of("@ml-leads"),
                                                                Optional.of(
                                                                        "plumb approve online-endpoint/fraud --workspace fraud/staging"))))))));
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
