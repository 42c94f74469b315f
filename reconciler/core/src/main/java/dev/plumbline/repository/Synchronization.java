package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;

/// What goes between the clone and its remote.
///
/// Branches and tags follow the remote by force, and go when the remote's go; the followed branch
/// alone stays, because a branch that vanished must not look like a repository that was emptied.
/// Ledgers come under another name than they are kept, so that entries which are not pushed yet are
/// never overwritten. They may be in a repository of their own.
final class Synchronization {
    private static final String LEDGERS = "refs/plumbline/ledger/";
    private static final String TRACKING = "refs/plumbline/tracking/";
    private static final String LEDGER_BRANCHES = "refs/heads/plumbline/ledger/";
    private static final String TRACKING_BRANCHES = "refs/plumbline/tracking-branches/";
    private static final String PROPOSED = "refs/plumbline/proposed/";
    private static final List<RefSpec> LEDGER_SPECS =
            List.of(
                    new RefSpec("+" + LEDGERS + "*:" + TRACKING + "*"),
                    new RefSpec("+" + LEDGER_BRANCHES + "*:" + TRACKING_BRANCHES + "*"));
    private static final List<RefSpec> SPECS =
            List.of(
                    new RefSpec("+refs/heads/*:refs/heads/*"),
                    new RefSpec("+refs/tags/*:refs/tags/*"));

    private final Repository database;
    private final Remote remote;
    private final Remote ledgers;
    private final Optional<String> named;

    /// @param ledgers where the ledgers are; may be the same as the remote
    Synchronization(Repository database, Remote remote, Remote ledgers, Optional<String> named) {
        this.database = database;
        this.remote = remote;
        this.ledgers = ledgers;
        this.named = named;
        named.ifPresent(this::linkHead);
    }

    Optional<String> branch() {
        return named.or(() ->
                followed()
                        .filter(ref -> ref.getObjectId() != null)
                        .map(Synchronization::branchName));
    }

    Optional<Revision> head() {
        return followed()
                .flatMap(ref -> Optional.ofNullable(ref.getObjectId()))
                .map(id -> new Revision(id.name()));
    }

    private Optional<Ref> followed() {
        try {
            return Optional.ofNullable(database.exactRef(Constants.HEAD)).map(Ref::getLeaf);
        } catch (IOException e) {
            throw storage("read the head", e);
        }
    }

    private static String branchName(Ref ref) {
        return Repository.shortenRefName(ref.getName());
    }

    synchronized Fetched fetch() {
        Optional<Revision> before = head();
        boolean together = ledgers.equals(remote);
        List<RefSpec> specs =
                together // The first that matches a ref takes it.
                        ? Stream.concat(LEDGER_SPECS.stream(), SPECS.stream()).toList()
                        : SPECS;
        String[] names =
                together
                        ? new String[] {
                            Constants.R_HEADS, Constants.R_TAGS, TRACKING, TRACKING_BRANCHES
                        }
                        : new String[] {Constants.R_HEADS, Constants.R_TAGS};
        FetchResult result = fetch(remote, specs);
        removeVanished(result, names);
        if (!isComplete(result)) {
            // A branch `a` that became `a/b` could not be written before the old one was gone.
            result = fetch(remote, specs);
        }
        requireComplete(result);
        follow(result);
        if (!together) {
            fetchLedgers();
        }
        database.autoGC(NullProgressMonitor.INSTANCE);
        return new Fetched(before, head());
    }

    synchronized void fetchLedgers() {
        FetchResult result = fetch(ledgers, LEDGER_SPECS);
        removeVanished(result, TRACKING, TRACKING_BRANCHES);
        requireComplete(result);
    }

    synchronized void fetchProposed(String ref) {
        String kept = PROPOSED + ref.substring(Constants.R_REFS.length());
        requireComplete(fetch(remote, List.of(new RefSpec("+" + ref + ":" + kept))));
    }

    private FetchResult fetch(Remote from, List<RefSpec> specs) {
        return from.talk(
                database,
                "fetch from",
                transport -> {
                    transport.setTagOpt(TagOpt.NO_TAGS);
                    return transport.fetch(NullProgressMonitor.INSTANCE, specs);
                });
    }

    private void removeVanished(FetchResult result, String... prefixes) {
        Set<String> there =
                result.getAdvertisedRefs().stream().map(Ref::getName).collect(Collectors.toSet());
        String kept = followed().map(Ref::getName).orElse("");
        try {
            for (Ref ref : database.getRefDatabase().getRefsByPrefix(prefixes)) {
                String name = ref.getName();
                if (!there.contains(nameOnRemote(name)) && !name.equals(kept)) {
                    RefUpdate update = database.updateRef(name);
                    update.setForceUpdate(true);
                    update.delete();
                }
            }
        } catch (IOException e) {
            throw storage("remove refs that the remote no longer has", e);
        }
    }

    private static String nameOnRemote(String name) {
        if (name.startsWith(TRACKING)) {
            return LEDGERS + name.substring(TRACKING.length());
        }
        return name.startsWith(TRACKING_BRANCHES)
                ? LEDGER_BRANCHES + name.substring(TRACKING_BRANCHES.length())
                : name;
    }

    private static boolean isComplete(FetchResult result) {
        return failures(result).isEmpty();
    }

    private static List<TrackingRefUpdate> failures(FetchResult result) {
        return result.getTrackingRefUpdates().stream()
                .filter(update ->
                        switch (update.getResult()) {
                            case NEW, FORCED, FAST_FORWARD, NO_CHANGE, RENAMED, NOT_ATTEMPTED ->
                                    false;
                            case LOCK_FAILURE,
                                    REJECTED,
                                    REJECTED_CURRENT_BRANCH,
                                    REJECTED_MISSING_OBJECT,
                                    REJECTED_OTHER_REASON,
                                    IO_FAILURE ->
                                    true;
                        })
                .toList();
    }

    private void requireComplete(FetchResult result) {
        List<TrackingRefUpdate> failures = failures(result);
        if (!failures.isEmpty()) {
            TrackingRefUpdate first = failures.getFirst();
            throw new RepositoryException(
                    Reason.STORAGE,
                    "fetched %s, but cannot set %s in the clone (%s); check the disk and who may write there"
                            .formatted(remote, first.getLocalName(), first.getResult()));
        }
    }

    /// Lets HEAD name the followed branch.
    private void follow(FetchResult result) {
        Set<String> branches =
                result.getAdvertisedRefs().stream()
                        .map(Ref::getName)
                        .filter(name -> name.startsWith(Constants.R_HEADS))
                        .map(Repository::shortenRefName)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (branches.isEmpty() && head().isEmpty()) {
            return;
        }
        String branch =
                named.or(() -> defaultBranch(result))
                        .or(this::branch)
                        .orElseThrow(() -> noDefault(branches));
        if (!branches.contains(branch)) {
            throw new RepositoryException(
                    Reason.BRANCH_MISSING,
                    "%s has no branch \"%s\"; it has %s; name one of them with --branch"
                            .formatted(
                                    remote,
                                    branch,
                                    branches.isEmpty() ? "none" : String.join(", ", branches)));
        }
        linkHead(branch);
    }

    private static Optional<String> defaultBranch(FetchResult result) {
        return Optional.ofNullable(result.getAdvertisedRef(Constants.HEAD))
                .filter(Ref::isSymbolic)
                .map(head -> branchName(head.getTarget()));
    }

    private RepositoryException noDefault(Set<String> branches) {
        return new RepositoryException(
                Reason.BRANCH_MISSING,
                "HEAD of %s names no branch that is there; name one with --branch: %s"
                        .formatted(
                                remote,
                                branches.isEmpty() ? "it has none" : String.join(", ", branches)));
    }

    private void linkHead(String branch) {
        String target = Constants.R_HEADS + branch;
        if (followed().map(Ref::getName).filter(target::equals).isPresent()) {
            return;
        }
        try {
            database.updateRef(Constants.HEAD).link(target);
        } catch (IOException e) {
            throw storage("follow branch " + branch, e);
        }
    }

    synchronized Pushed pushLedger(String ref, Optional<Revision> expected, Revision revision) {
        return push(ledgers, ref, expected, revision, false);
    }

    /// The hooks of a remote on this machine, which may protect its branches, are heard.
    synchronized Pushed pushBranch(String branch, Optional<Revision> expected, Revision revision) {
        return push(remote.heedingHooks(), Constants.R_HEADS + branch, expected, revision, false);
    }

    /// As [#pushBranch], also when the branch loses its commits.
    synchronized Pushed replaceBranch(String branch, Revision expected, Revision revision) {
        return push(
                remote.heedingHooks(),
                Constants.R_HEADS + branch,
                Optional.of(expected),
                revision,
                true);
    }

    /// @param replaces whether the ref may lose commits; only those that are expected, though
    private Pushed push(
            Remote to,
            String ref,
            Optional<Revision> expected,
            Revision revision,
            boolean replaces) {
        ObjectId old =
                expected.map(known -> ObjectId.fromString(known.commit()))
                        .orElse(ObjectId.zeroId());
        try {
            return to.talk(
                    database,
                    "push to",
                    transport -> {
                        RemoteRefUpdate update =
                                new RemoteRefUpdate(
                                        database,
                                        ref,
                                        ObjectId.fromString(revision.commit()),
                                        ref,
                                        /* forceUpdate= */ replaces,
                                        /* localName= */ null,
                                        old);
                        transport.push(NullProgressMonitor.INSTANCE, List.of(update));
                        return outcome(to, update);
                    });
        } catch (RepositoryException e) {
            return new Pushed.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private static Pushed outcome(Remote to, RemoteRefUpdate update) {
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> new Pushed.Accepted();
            case REJECTED_NONFASTFORWARD,
                    REJECTED_NODELETE,
                    REJECTED_REMOTE_CHANGED,
                    REJECTED_OTHER_REASON,
                    NON_EXISTING,
                    NOT_ATTEMPTED,
                    AWAITING_REPORT ->
                    new Pushed.Rejected(
                            "%s refuses %s: %s"
                                    .formatted(
                                            to,
                                            update.getRemoteName(),
                                            Optional.ofNullable(update.getMessage())
                                                    .orElse(update.getStatus().toString())));
        };
    }

    private RepositoryException storage(String doing, IOException cause) {
        return new RepositoryException(
                Reason.STORAGE,
                "cannot " + doing + " in the clone of " + remote + ": " + cause.getMessage(),
                cause);
    }
}
