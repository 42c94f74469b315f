package dev.plumbline.reconcile;

import dev.plumbline.gate.Approvals;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Hold;
import dev.plumbline.gate.PolicyChange;
import dev.plumbline.gate.Teams;
import dev.plumbline.ledger.Act;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.Release;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Person;
import dev.plumbline.repository.Person.Author;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.spec.owners.CodeOwners;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes approvals of what a workspace waits with, and gives them back.
///
/// The author of a change is no approver of it. Its authors are those who wrote a commit since it
/// was applied last that touches its document, a file that its spec points at, or `plumbline.yml`;
/// where there is none, those who wrote a commit since the last release.
public final class ApprovalDesk {
    private final Ledger ledger;
    private final GitRepository repository;
    private final Teams teams;

    public ApprovalDesk(Ledger ledger, GitRepository repository, Teams teams) {
        this.ledger = ledger;
        this.repository = repository;
        this.teams = teams;
    }

    /// Records the approval of what a workspace waits with.
    ///
    /// @param wanted the changes; all that wait for approvals and are wholly known when empty
    /// @return what was approved
    /// @throws ActRefused when one of them cannot be approved, by this person or at all; nothing is
    ///   recorded then
    public List<Subject> approve(
            WorkspaceState state, Person by, Set<ResourceId> wanted, Optional<String> comment) {
        GatedPlan gated = planned(state);
        List<PlannedResource> changes =
                wanted.isEmpty()
                        ? known(state, gated)
                        : wanted.stream().sorted().map(id -> waiting(gated, id)).toList();
        List<Subject> subjects =
                changes.stream().map(each -> subject(state, gated, each, by)).toList();
        record(Act.Kind.APPROVAL, gated, by, comment, subjects);
        return subjects;
    }

    /// Takes back approvals of changes that were not made yet.
    ///
    /// @param wanted the changes; all that they approved when empty
    /// @return what they approve no more
    /// @throws ActRefused when there is none
    public List<Subject> revoke(
            WorkspaceState state, Person by, Set<ResourceId> wanted, Optional<String> comment) {
        GatedPlan gated = planned(state);
        Approvals approvals = approvals(state);
        List<Subject> subjects =
                gated.plan().changes().stream()
                        .filter(each -> wanted.isEmpty() || wanted.contains(each.id()))
                        .filter(each -> approvals.of(each).contains(by.name()))
                        .flatMap(each -> Subject.of(each, state.last()).stream())
                        .toList();
        if (subjects.isEmpty()) {
            throw new ActRefused(
                    "there is no approval by %s of a change that is still to be made; what was applied is undone by a commit"
                            .formatted(by.name()));
        }
        record(Act.Kind.REVOCATION, gated, by, comment, subjects);
        return subjects;
    }

    /// Who approved a change that is planned.
    public List<String> approvers(WorkspaceState state, PlannedResource change) {
        return approvals(state).of(change);
    }

    private Approvals approvals(WorkspaceState state) {
        return new Approvals(state.name(), state.last(), ledger::approvals, teams);
    }

    private void record(
            Act.Kind kind,
            GatedPlan gated,
            Person by,
            Optional<String> comment,
            List<Subject> subjects) {
        if (!subjects.isEmpty()) {
            ledger.record(
                    Act.about(
                            kind,
                            by.name(),
                            new Revision(gated.plan().commit()),
                            comment,
                            subjects));
        }
    }

    private static GatedPlan planned(WorkspaceState state) {
        return state.plan()
                .orElseThrow(() ->
                        new ActRefused(
                                state.name()
                                        + " has no plan yet; `plumb status` shows what it waits for"));
    }

    private static List<PlannedResource> known(WorkspaceState state, GatedPlan gated) {
        return gated.awaitingApproval().stream()
                .filter(change -> Subject.of(change, state.last()).isPresent())
                .toList();
    }

    private static PlannedResource waiting(GatedPlan gated, ResourceId id) {
        return gated.heedingApproval().stream()
                .filter(change -> change.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ActRefused(notWaiting(gated, id)));
    }

    private static String notWaiting(GatedPlan gated, ResourceId id) {
        return id
                + gated.held(id)
                        .map(why -> " waits for no approval; it is held: " + why)
                        .orElse(" waits for no approval; `plumb approve` shows what does");
    }

    private Subject subject(
            WorkspaceState state, GatedPlan gated, PlannedResource change, Person by) {
        Subject subject =
                Subject.of(change, state.last())
                        .orElseThrow(() ->
                                new ActRefused(
                                        "%s cannot be approved yet: %s"
                                                .formatted(
                                                        change.id(),
                                                        gated.held(change.id())
                                                                .orElse(
                                                                        "what it will be is not known"))));
        requireNamed(gated, change, by);
        if (needsOthers(gated, change)) {
            requireNoAuthor(state, gated, change, by);
        }
        return subject;
    }

    /// Rules ask for other people; what the prune guard holds is confirmed by anyone, its author
    /// too.
    private static boolean needsOthers(GatedPlan gated, PlannedResource change) {
        return gated.holds().getOrDefault(change.id(), List.of()).stream()
                .anyMatch(hold -> hold.gate() == Hold.Gate.APPROVAL);
    }

    private void requireNamed(GatedPlan gated, PlannedResource change, Person by) {
        List<Hold> holds =
                gated.holds().getOrDefault(change.id(), List.of()).stream()
                        .filter(Hold::heedsApproval)
                        .toList();
        if (holds.stream().noneMatch(hold -> teams.isNamed(by.name(), hold.from()))) {
            throw new ActRefused(
                    "an approval by %s does not count: %s"
                            .formatted(by.name(), holds.getFirst().reason()));
        }
    }

    private void requireNoAuthor(
            WorkspaceState state, GatedPlan gated, PlannedResource change, Person by) {
        authors(state.last(), new Revision(gated.plan().commit()), change).entrySet().stream()
                .filter(written -> by.is(written.getKey()))
                .findFirst()
                .ifPresent(written -> {
                    throw new ActRefused(
                            "%s wrote %s (commit %s), and an author is no approver of their own change; someone else has to approve it"
                                    .formatted(
                                            by.name(),
                                            change.id(),
                                            written.getValue().shortForm()));
                });
    }

    /// The newest commit that a planned change comes from: of those since it was applied last that
    /// touch what it is made of, else of those since the last release.
    public Optional<Revision> source(WorkspaceState state, PlannedResource change) {
        return state.plan()
                .map(gated -> new Revision(gated.plan().commit()))
                .flatMap(head ->
                        repository
                                .newestChange(head, applied(state.last(), change), paths(change))
                                .or(() ->
                                        repository.newestChange(
                                                head,
                                                ledger.newestRelease().map(Release::source),
                                                Set.of())));
    }

    private static Optional<Revision> applied(LastApplied last, PlannedResource change) {
        return last.get(change.id()).map(before -> new Revision(before.commit()));
    }

    private Map<Author, Revision> authors(LastApplied last, Revision head, PlannedResource change) {
        Map<Author, Revision> own = repository.authors(head, applied(last, change), paths(change));
        return own.isEmpty() && !change.drift()
                ? repository.authors(head, ledger.newestRelease().map(Release::source), Set.of())
                : own;
    }

    /// The CODEOWNERS file that a policy brings.
    private static Optional<String> codeOwners(PlannedResource change) {
        return change.effective()
                .filter(policy -> policy.id().kind() == Kind.POLICY)
                .flatMap(policy -> policy.spec().text(PolicyChange.OWNERS))
                .map(CodeOwners::path)
                .filter(path -> !path.isEmpty());
    }

    private static Set<String> paths(PlannedResource change) {
        Set<String> paths = new HashSet<>(List.of(change.path(), PlumblineFile.PATH));
        codeOwners(change).ifPresent(paths::add);
        change.effective().map(AppliedResource::spec).stream()
                .flatMap(spec -> Value.leaves(spec).stream())
                .filter(Value.Content.class::isInstance)
                .map(content -> ((Value.Content) content).path())
                .filter(path -> !path.isEmpty())
                .forEach(paths::add);
        return paths;
    }
}
