package dev.plumbline.webhooks.forge;

/// What not every forge has.
public enum Feature {
    /// Comments on pull requests.
    COMMENTS,
    /// Statuses of commits.
    STATUSES,
    /// Reviews of pull requests.
    REVIEWS,
    /// Teams whose members can be asked for.
    TEAMS,
    /// Notes at file and line.
    ANNOTATIONS,
    /// Opening pull requests.
    PROPOSALS
}
