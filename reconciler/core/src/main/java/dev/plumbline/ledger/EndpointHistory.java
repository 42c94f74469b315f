package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.plan.Undo;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// How the releases of a ledger served one endpoint.
final class EndpointHistory {
    private final Repository database;
    private final ResourceId endpoint;

    EndpointHistory(Repository database, String endpoint) {
        this.database = database;
        this.endpoint = new ResourceId(Kind.ONLINE_ENDPOINT, endpoint);
    }

    /// The newest good release that serves the endpoint otherwise than some resources do. One that
    /// was undone is none.
    ///
    /// @param than what it is served by now; anything differs from nothing
    Optional<EndpointRelease> otherThan(ObjectId tip, Map<ResourceId, AppliedResource> than)
            throws IOException {
        Set<Set<Subject>> passedOver = new HashSet<>(Set.of(EndpointRelease.meaning(than)));
        try (RevWalk walk = new RevWalk(database)) {
            Optional<RevCommit> next = Optional.of(walk.parseCommit(tip));
            while (next.isPresent()) {
                RevCommit commit = next.get();
                LedgerTree tree = tree(walk, commit);
                Optional<ActJson.Read> act = tree.act();
                if (act.isPresent()) {
                    for (Undo undo : act.get().act().undos()) {
                        if (undo.endpoint().equals(endpoint)) {
                            passedOver.add(Set.copyOf(undo.undoes()));
                        }
                    }
                } else if (isGood(tree.header())) {
                    Map<ResourceId, AppliedResource> serving = serving(tree);
                    if (!serving.isEmpty()
                            && !passedOver.contains(EndpointRelease.meaning(serving))) {
                        return Optional.of(release(commit, tree, serving));
                    }
                }
                next = parent(walk, commit);
            }
        }
        return Optional.empty();
    }

    /// The newest release that serves the endpoint so.
    Optional<EndpointRelease> as(ObjectId tip, Set<Subject> meaning) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            Optional<RevCommit> next = Optional.of(walk.parseCommit(tip));
            while (next.isPresent()) {
                LedgerTree tree = tree(walk, next.get());
                if (tree.act().isEmpty() && !tree.header().isIntent()) {
                    Map<ResourceId, AppliedResource> serving = serving(tree);
                    if (EndpointRelease.meaning(serving).equals(meaning)) {
                        return Optional.of(release(next.get(), tree, serving));
                    }
                }
                next = parent(walk, next.get());
            }
        }
        return Optional.empty();
    }

    /// The release that holds what the newest entry holds of how the endpoint is served: the first
    /// of those in a row.
    Optional<EndpointRelease> current(ObjectId tip) throws IOException {
        Optional<EndpointRelease> found = Optional.empty();
        Set<Subject> meaning = Set.of();
        try (RevWalk walk = new RevWalk(database)) {
            Optional<RevCommit> next = Optional.of(walk.parseCommit(tip));
            while (next.isPresent()) {
                LedgerTree tree = tree(walk, next.get());
                if (tree.act().isEmpty() && !tree.header().isIntent()) {
                    Map<ResourceId, AppliedResource> serving = serving(tree);
                    Set<Subject> here = EndpointRelease.meaning(serving);
                    if (serving.isEmpty() || found.isPresent() && !here.equals(meaning)) {
                        return found;
                    }
                    meaning = here;
                    found = Optional.of(release(next.get(), tree, serving));
                }
                next = parent(walk, next.get());
            }
        }
        return found;
    }

    /// When a deployment stopped to take traffic: when the release was recorded that moved it away.
    /// Empty when it takes some by the newest release, or never did.
    Optional<Instant> leftTraffic(ObjectId tip, ResourceId deployment) throws IOException {
        Optional<Instant> later = Optional.empty();
        try (RevWalk walk = new RevWalk(database)) {
            Optional<RevCommit> next = Optional.of(walk.parseCommit(tip));
            while (next.isPresent()) {
                LedgerTree tree = tree(walk, next.get());
                if (tree.act().isEmpty() && !tree.header().isIntent()) {
                    if (serving(tree).containsKey(deployment)) {
                        return later;
                    }
                    later = Optional.of(time(next.get()));
                }
                next = parent(walk, next.get());
            }
        }
        return Optional.empty();
    }

    private boolean isGood(Header header) {
        return !header.isIntent()
                && (header.outcome() == ReleaseOutcome.SUCCEEDED
                        || header.changes().stream()
                                .noneMatch(change -> concerns(change) && change.isOpen()));
    }

    private boolean concerns(ChangeRecord change) {
        Kind kind = change.id().kind();
        return (kind == Kind.ONLINE_DEPLOYMENT || kind == Kind.TRAFFIC)
                && change.id().endpoint().equals(endpoint.name());
    }

    private Map<ResourceId, AppliedResource> serving(LedgerTree tree) throws IOException {
        return EndpointRelease.read(endpoint.name(), tree::resource);
    }

    private static EndpointRelease release(
            RevCommit commit, LedgerTree tree, Map<ResourceId, AppliedResource> serving)
            throws IOException {
        return new EndpointRelease(
                new Revision(commit.name()), tree.header().source(), time(commit), serving);
    }

    private static Instant time(RevCommit commit) {
        return commit.getCommitterIdent().getWhenAsInstant();
    }

    private static LedgerTree tree(RevWalk walk, RevCommit commit) {
        return new LedgerTree(walk.getObjectReader(), commit, commit.getTree());
    }

    private static Optional<RevCommit> parent(RevWalk walk, RevCommit commit) throws IOException {
        return commit.getParentCount() == 0
                ? Optional.empty()
                : Optional.of(walk.parseCommit(commit.getParent(0)));
    }
}
