package dev.plumbline.agent.model;

import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The effective specs that runs were made from, as releases hold them.
public final class JobSpecs {
    private static final int RELEASES_SEARCHED = 200;

    private JobSpecs() {}

    /// That of the last release, or of an earlier one; of another workspace of the repository for
    /// what was shipped from there.
    public static Optional<Fields> find(
            RepositoryLoop loop, WorkspaceReconciler workspace, ResourceId job, Digest digest) {
        return Stream.concat(Stream.of(workspace), loop.workspaces().stream())
                .flatMap(each -> find(each, job, digest).stream())
                .findFirst();
    }

    private static Optional<Fields> find(WorkspaceReconciler of, ResourceId job, Digest digest) {
        Ledger ledger = of.ledger();
        Optional<AppliedResource> last =
                of.state().last().get(job).filter(applied -> applied.digest().equals(digest));
        return last.or(() ->
                        ledger.history(job, RELEASES_SEARCHED).stream()
                                .filter(entry -> !entry.isIntent())
                                .map(LedgerEntry::revision)
                                .map(revision -> ledger.release(revision).resources().get(job))
                                .filter(Objects::nonNull)
                                .filter(applied -> applied.digest().equals(digest))
                                .findFirst())
                .map(AppliedResource::spec);
    }
}
