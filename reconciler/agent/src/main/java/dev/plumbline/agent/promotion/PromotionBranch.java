package dev.plumbline.agent.promotion;

import dev.plumbline.agent.promotion.Selection.Chosen;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.repository.BranchWriter;
import dev.plumbline.repository.CommitDraft;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.Person.Author;
import dev.plumbline.repository.Pushed;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.Trailers;
import dev.plumbline.spec.edit.EditedFile;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The branch of a promotion's pull request: one commit of Plumbline's own on the followed branch.
/// What people push to it is left alone.
final class PromotionBranch {
    private static final String PROMOTION = "Promotion";
    private static final String MODEL = "Model";

    private final BranchWriter branches;
    private final Author agent;
    private final Recorder recorder;
    private final InstantSource clock;
    private final String promotion;
    private final String name;

    /// What came of pushing.
    sealed interface Result {
        /// The branch is on this commit.
        record On(Revision commit) implements Result {}

        /// The branch has commits that are not Plumbline's.
        record Taken() implements Result {}

        /// The remote does not take it.
        record Refused(String why) implements Result {}
    }

    /// @param promotion `fraud/prod/name`
    /// @param name of the branch
    PromotionBranch(
            GitRepository repository,
            Recorder recorder,
            InstantSource clock,
            String promotion,
            String name) {
        this.branches = new BranchWriter(repository);
        this.recorder = recorder;
        this.agent = new Author(recorder.name(), recorder.mail());
        this.clock = clock;
        this.promotion = promotion;
        this.name = name;
    }

    String name() {
        return name;
    }

    /// The version that the branch proposes, when it stands on a commit of this promotion.
    Optional<String> proposed() {
        return branches.head(name).flatMap(this::version);
    }

    private Optional<String> version(Revision commit) {
        Map<String, String> trailers = branches.trailers(commit, agent);
        return Optional.ofNullable(trailers.get(MODEL))
                .filter(_ -> promotion.equals(trailers.get(PROMOTION)))
                .map(model -> model.substring(model.lastIndexOf(':') + 1));
    }

    /// Puts the branch on a commit that makes the edit on top of the head.
    Result put(Revision head, EditedFile edit, Chosen chosen) {
        Optional<Revision> there = branches.head(name);
        if (there.isPresent() && version(there.get()).isEmpty()) {
            return new Result.Taken();
        }
        Revision commit =
                branches.write(
                        head,
                        new TreeMap<>(
                                Map.of(
                                        edit.path(),
                                        branches.replacement(head, edit.path(), edit.content()))),
                        new CommitDraft(
                                agent,
                                agent,
                                clock.instant(),
                                message(edit, chosen),
                                recorder.key()));
        if (there.filter(other -> branches.isSameChange(other, commit)).isPresent()) {
            return new Result.On(there.get());
        }
        Pushed pushed =
                there.map(old -> branches.replace(name, old, commit))
                        .orElseGet(() -> branches.push(name, Optional.empty(), commit));
        return switch (pushed) {
            case Pushed.Accepted _ -> new Result.On(commit);
            case Pushed.Rejected(var why) -> new Result.Refused(why);
            case Pushed.Unreachable(var why) -> new Result.Refused(why);
        };
    }

    private String message(EditedFile edit, Chosen chosen) {
        StringBuilder message = new StringBuilder();
        message.append("Promote ").append(chosen.title()).append("\n\n");
        message.append("Sets it in ").append(edit.place()).append(", where it was ");
        message.append(Trailers.oneLine(edit.before())).append(".\n\n");
        chosen.verdicts()
                .forEach(verdict ->
                        message.append("- ")
                                .append(Trailers.oneLine(verdict.condition().toString()))
                                .append(": ")
                                .append(Trailers.oneLine(verdict.reason()))
                                .append('\n'));
        return message.append('\n')
                .append(Trailers.line(PROMOTION, promotion))
                .append('\n')
                .append(Trailers.line(MODEL, chosen.title()))
                .append('\n')
                .toString();
    }
}
