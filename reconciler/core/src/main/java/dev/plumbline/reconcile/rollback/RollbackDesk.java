package dev.plumbline.reconcile.rollback;

import dev.plumbline.gate.CommitTrust;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.reconcile.ActRefused;
import dev.plumbline.repository.BranchWriter;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Pushed;
import dev.plumbline.repository.Revision;
import dev.plumbline.spec.Belongings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Takes a workspace back to an earlier commit, by a new one. It goes to the followed branch when
/// it concerns that workspace alone and the remote takes it; else to a branch of its own, for a
/// pull request.
public final class RollbackDesk {
    /// How often a push that lost a race is tried again, on the head that won.
    private static final int MAX_ATTEMPTS = 10;

    private static final int MAX_BRANCHES = 20;

    private final String workspace;
    private final GitRepository repository;
    private final BranchWriter branches;
    private final RollbackWriter writer;

    /// @param fullName of the workspace, `repository/workspace`
    /// @param survey what belongs to whom at a commit
    /// @param trust which commits the agent's configuration trusts
    /// @param recorder the committer
    public RollbackDesk(
            String fullName,
            GitRepository repository,
            Function<Revision, Belongings> survey,
            CommitTrust trust,
            Recorder recorder,
            InstantSource clock) {
        this.workspace = fullName.substring(fullName.indexOf('/') + 1);
        this.repository = repository;
        this.branches = new BranchWriter(repository);
        this.writer = new RollbackWriter(fullName, repository, survey, trust, recorder, clock);
    }

    /// What would be pushed, and where to. Nothing is.
    ///
    /// @throws ActRefused when there is nothing to go back to
    public RolledBack preview(RollbackRequest request) {
        String followed = followed(request);
        Rollback rollback = writer.write(request, head());
        List<String> because = because(request, rollback);
        return because.isEmpty()
                ? new RolledBack(rollback, followed, true, because)
                : new RolledBack(rollback, name(request, rollback), false, because);
    }

    /// Goes back.
    ///
    /// @throws ActRefused when there is nothing to go back to, or the remote takes nothing
    public RolledBack roll(RollbackRequest request) {
        String followed = followed(request);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Revision head = head();
            Rollback rollback = writer.write(request, head);
            List<String> because = because(request, rollback);
            if (!because.isEmpty()) {
                return propose(request, rollback, because);
            }
            switch (branches.push(followed, Optional.of(head), rollback.commit())) {
                case Pushed.Accepted _ -> {
                    return new RolledBack(rollback, followed, true, List.of());
                }
                case Pushed.Unreachable(String why) -> throw unreachable(why);
                case Pushed.Rejected(String why) -> {
                    if (head().equals(head)) {
                        return propose(request, rollback, List.of(why));
                    }
                }
            }
        }
        throw new ActRefused(
                "nothing was pushed: others kept pushing to %s meanwhile; try again, or ask for a branch with --branch"
                        .formatted(followed));
    }

    private String followed(RollbackRequest request) {
        String followed =
                repository
                        .branch()
                        .orElseThrow(() ->
                                new ActRefused(
                                        "the repository has no commit yet; push specs to it first"));
        request.branch()
                .ifPresent(name -> {
                    if (name.equals(followed)) {
                        throw new ActRefused(
                                "%s is the branch that the agent follows; leave --branch out to push there"
                                        .formatted(name));
                    }
                    if (!BranchWriter.isName(name)) {
                        throw new ActRefused(
                                "\"%s\" is no name for a branch; write one such as rollback-%s"
                                        .formatted(name, workspace));
                    }
                });
        return followed;
    }

    private Revision head() {
        return repository
                .fetch()
                .after()
                .orElseThrow(() ->
                        new ActRefused("the repository has no commit yet; push specs to it first"));
    }

    private static List<String> because(RollbackRequest request, Rollback rollback) {
        List<String> because = new ArrayList<>();
        if (request.proposed()) {
            because.add("a pull request was asked for");
        } else if (request.branch().isPresent()) {
            because.add("a branch was asked for");
        }
        because.addAll(rollback.obstacles());
        return because;
    }

    private String name(RollbackRequest request, Rollback rollback) {
        return request.branch()
                .orElseGet(() ->
                        "plumbline/rollback/%s/%s"
                                .formatted(workspace, rollback.to().revision().shortForm()));
    }

    /// Pushes a branch for a pull request. One that is there already with the same change is it.
    private RolledBack propose(RollbackRequest request, Rollback rollback, List<String> because) {
        String base = name(request, rollback);
        for (int number = 1; number <= MAX_BRANCHES; number++) {
            String name = number == 1 ? base : base + "-" + number;
            Optional<Revision> there = branches.head(name);
            boolean isProposed =
                    there.filter(commit -> branches.isSameChange(commit, rollback.commit()))
                            .isPresent();
            if (isProposed || there.isEmpty() && isPushed(name, rollback)) {
                return new RolledBack(rollback, name, false, because);
            }
            if (request.branch().isPresent()) {
                throw new ActRefused(
                        "the branch %s holds something else; name another one".formatted(name));
            }
        }
        throw new ActRefused(
                "%s and %d like it hold something else; delete those that are done with"
                        .formatted(base, MAX_BRANCHES - 1));
    }

    /// @return false when the remote has a branch of that name by now
    private boolean isPushed(String name, Rollback rollback) {
        return switch (branches.push(name, Optional.empty(), rollback.commit())) {
            case Pushed.Accepted _ -> true;
            case Pushed.Unreachable(String why) -> throw unreachable(why);
            case Pushed.Rejected(String why) -> {
                repository.fetch();
                if (branches.head(name).isEmpty()) {
                    throw new ActRefused(
                            "nothing was pushed: %s; let the agent push there, or run `git revert` by hand"
                                    .formatted(why));
                }
                yield false;
            }
        };
    }

    private static ActRefused unreachable(String why) {
        return new ActRefused("nothing was pushed: " + why);
    }
}
