package dev.plumbline.agent.pullrequest;

import dev.plumbline.webhooks.forge.CommitStatus;
import java.net.URI;
import java.util.Optional;

/// Where people find the agent's pages.
///
/// @param agent the URL at which people reach the agent; empty when they cannot
public record PageLinks(Optional<URI> agent) {
    /// No page can be linked to.
    public static final PageLinks NONE = new PageLinks(Optional.empty());

    /// How a workspace stands.
    ///
    /// @param workspace the full name
    Optional<URI> workspace(String workspace) {
        return agent.map(url ->
                URI.create(url.toString().replaceAll("/+$", "") + "/workspaces/" + workspace));
    }

    /// What one sync did.
    ///
    /// @param entry the ledger's commit
    Optional<URI> sync(String workspace, String entry) {
        return workspace(workspace).map(page -> URI.create(page + "/syncs/" + entry));
    }

    /// A status that says where to read more.
    CommitStatus on(CommitStatus status, String workspace) {
        return new CommitStatus(
                status.context(),
                status.state(),
                status.text(),
                status.page().or(() -> workspace(workspace)));
    }
}
