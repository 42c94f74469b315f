package dev.plumbline.agent.api;

import java.util.List;
import java.util.Optional;

/// Answers to `plumb rollback`: the workspace `shared` has files that others have too.
final class RollbackSamples {
    static final String TO = "7e9d3a1c5b7f2e4d6a8c0b1d3f5e7a9c1b3d5f70";

    private RollbackSamples() {}

    static RollbackView rollback(RollbackRequest request) {
        boolean shared = request.to().equals(Optional.of("shared"));
        boolean applied = !shared && request.branch().isEmpty() && !request.pullRequest();
        return new RollbackView(
                "ada",
                "staging",
                "fraud",
                "0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d",
                TO,
                request.dryRun() ? Optional.empty() : Optional.of(Samples.COMMIT),
                applied ? "main" : request.branch().orElse("plumbline/rollback/staging/7e9d3a1"),
                "main",
                applied,
                shared
                        ? List.of("the workspace \"prod\" has a file too: common/env.yml")
                        : List.of(),
                request.reason(),
                List.of(new RollbackView.File("modify", "fraud/train.yml")),
                List.of(new RollbackView.Commit(Samples.COMMIT, "Ada <ada@example.org>", "Faster")),
                request.pullRequest() ? Optional.of(pullRequest(request)) : Optional.empty(),
                request.dryRun()
                        ? Optional.of(Samples.plan().workspaces().getFirst())
                        : Optional.empty());
    }

    /// The forge is away for whoever goes back to `away`.
    private static ProposedView pullRequest(RollbackRequest request) {
        String title = "Roll back staging to 7e9d3a1";
        if (request.dryRun()) {
            return ProposedView.planned(title);
        }
        return request.to().equals(Optional.of("away"))
                ? ProposedView.failed(title, "forge.example.com does not answer")
                : ProposedView.opened(title, 12, "https://forge.example.com/pulls/12");
    }
}
