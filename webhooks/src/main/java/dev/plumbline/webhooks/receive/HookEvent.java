package dev.plumbline.webhooks.receive;

/// What a webhook tells: where to look, and nothing that is taken for true.
public sealed interface HookEvent {
    /// The forge tries the webhook out.
    record Ping() implements HookEvent {}

    /// A branch of a project may have another head.
    ///
    /// @param project as the forge calls it: `acme/fraud-models`
    /// @param branch without `refs/heads/`
    record Pushed(String project, String branch) implements HookEvent {}

    /// A pull request may have another head, state, text or review.
    record PullRequestChanged(String project, long number) implements HookEvent {}

    /// Nothing that Plumbline looks at.
    ///
    /// @param what the forge calls it
    record Unheeded(String what) implements HookEvent {}
}
