package dev.plumbline.reconcile.rollback;

import dev.plumbline.gate.CommitTrust;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.reconcile.ActRefused;
import dev.plumbline.repository.BranchWriter;
import dev.plumbline.repository.CommitDraft;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.EntryChange;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Person;
import dev.plumbline.repository.Person.Author;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.RevisionRange;
import dev.plumbline.spec.Belongings;
import dev.plumbline.spec.WorkspaceSpecs;
import dev.plumbline.spec.problem.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes the commit that puts a workspace back on top of a head, and finds what stands against it.
final class RollbackWriter {
    private static final int FEW_ERRORS = 5;

    private final String fullName;
    private final String name;
    private final GitRepository repository;
    private final Function<Revision, Belongings> survey;
    private final CommitTrust trust;
    private final Recorder recorder;
    private final InstantSource clock;

    RollbackWriter(
            String fullName,
            GitRepository repository,
            Function<Revision, Belongings> survey,
            CommitTrust trust,
            Recorder recorder,
            InstantSource clock) {
        this.fullName = fullName;
        this.name = fullName.substring(fullName.indexOf('/') + 1);
        this.repository = repository;
        this.survey = survey;
        this.trust = trust;
        this.recorder = recorder;
        this.clock = clock;
    }

    /// @throws ActRefused when there is nothing to go back to
    Rollback write(RollbackRequest request, Revision head) {
        CommitInfo from = repository.commit(head);
        CommitInfo to = repository.commit(repository.resolve(request.to()));
        RevisionRange range = new RevisionRange(repository, to.revision(), head);
        requireHistory(range, from, to);
        Belongings now = survey.apply(head);
        requireUsable(now, from);
        Belongings past = survey.apply(to.revision());
        WorkspaceSpecs then = then(past, to);
        SortedMap<String, EntryChange> files = new OwnFiles(name, now, past).among(range.wayBack());
        if (files.isEmpty()) {
            throw new ActRefused(
                    "nothing to do: the files of %s are as they were at commit %s"
                            .formatted(fullName, to.revision().shortForm()));
        }
        List<CommitInfo> reverted = range.commits(files.keySet());
        Revision commit =
                new BranchWriter(repository)
                        .write(
                                head,
                                files,
                                new CommitDraft(
                                        author(request.by()),
                                        new Author(recorder.name(), recorder.mail()),
                                        clock.instant(),
                                        RollbackMessage.of(fullName, to, request, files, reverted),
                                        recorder.key()));
        Belongings result = survey.apply(commit);
        List<String> obstacles =
                new ArrayList<>(
                        new Obstacles(name, now, result, then, to.revision(), files).list());
        trust.fault(commit.commit())
                .ifPresent(_ ->
                        obstacles.add(
                                "the agent's configuration demands commits that are signed by a key it trusts, and "
                                        + recorder.key()
                                                .map(key -> "does not trust " + key)
                                                .orElse("the agent has no key to sign with")));
        return new Rollback(from, to, commit, files, reverted, obstacles);
    }

    private void requireHistory(RevisionRange range, CommitInfo from, CommitInfo to) {
        String head = from.revision().shortForm();
        if (from.revision().equals(to.revision())) {
            throw new ActRefused(
                    "nothing to do: commit %s is the head of %s; name an earlier one, `plumb history` lists them"
                            .formatted(head, branch()));
        }
        if (!range.isHistory()) {
            throw new ActRefused(
                    "commit %s is not in the history of %s, whose head is %s; name one that is, `plumb history` lists those that were applied"
                            .formatted(to.revision().shortForm(), branch(), head));
        }
    }

    private String branch() {
        return repository.branch().map(name -> "the branch " + name).orElse("the followed branch");
    }

    private void requireUsable(Belongings now, CommitInfo head) {
        boolean isDeclared =
                now.specs().workspace(name).filter(each -> each.config().declared()).isPresent();
        if (!isDeclared) {
            throw new ActRefused(
                    "commit %s, the head of %s, declares no workspace \"%s\"%s; correct plumbline.yml first"
                            .formatted(
                                    head.revision().shortForm(),
                                    branch(),
                                    name,
                                    now.specs().workspaces().isEmpty()
                                            ? ": " + few(now.specs().problems())
                                            : ""));
        }
    }

    /// What the workspace declared then.
    private WorkspaceSpecs then(Belongings past, CommitInfo to) {
        String commit = to.revision().shortForm();
        WorkspaceSpecs then =
                past.specs()
                        .workspace(name)
                        .filter(each -> each.config().declared())
                        .orElseThrow(() ->
                                new ActRefused(
                                        "commit %s declares no workspace \"%s\"%s; name a later one"
                                                .formatted(
                                                        commit,
                                                        name,
                                                        past.specs().workspaces().isEmpty()
                                                                ? ": "
                                                                        + few(
                                                                                past.specs()
                                                                                        .problems())
                                                                : "")));
        if (!then.errors().isEmpty()) {
            throw new ActRefused(
                    "commit %s was never applied to %s, because its specs have errors: %s; name another one"
                            .formatted(commit, fullName, few(then.errors())));
        }
        return then;
    }

    private static String few(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .limit(FEW_ERRORS)
                .map(Problem::toString)
                .collect(Collectors.joining("; "));
    }

    /// As they sign their commits; without an address when none is configured for them.
    private static Author author(Person by) {
        return new Author(by.name(), by.mails().stream().findFirst().orElse(""));
    }
}
