package dev.plumbline.agent.control;

import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import java.util.Optional;
import java.util.function.Supplier;

/// Opens pull requests on the forge of one repository, from branches that are pushed.
public interface Proposer {
    /// Opens a pull request, or gives the open one from the same branch.
    ///
    /// @throws ForgeException when the forge does not
    PullRequest open(Proposal proposal);

    /// Opens a pull request as soon as the forge answers, while the caller goes on.
    ///
    /// @param name what it is about; a newer one of the same name takes its place
    /// @param proposal pushes the branch, and says what to open, if anything; asked again until it
    ///   did that
    void later(String name, Supplier<Optional<Proposal>> proposal);
}
