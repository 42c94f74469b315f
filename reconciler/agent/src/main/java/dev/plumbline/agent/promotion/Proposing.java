package dev.plumbline.agent.promotion;

import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.promotion.PromotionBranch.Result;
import dev.plumbline.agent.promotion.Selection.Chosen;
import dev.plumbline.agent.promotion.Standing.Opened;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.repository.BranchWriter;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Digest;
import dev.plumbline.spec.edit.EditRefusedException;
import dev.plumbline.spec.edit.EditedFile;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.PullRequest.State;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the pull request of a promotion, and keeps it at the version that is chosen. There is one
/// at most.
final class Proposing {
    private static final Logger LOG = LoggerFactory.getLogger(Proposing.class);

    private final RepositoryLoop loop;
    private final Optional<Forge> forge;
    private final Recorder recorder;
    private final InstantSource clock;
    private final PromotionListener listener;
    private final Map<String, Instant> askedAt = new ConcurrentHashMap<>();
    private final Map<String, String> said = new HashMap<>();
    private final Map<String, Tried> tried = new HashMap<>();

    /// A proposal that could not be made.
    private record Tried(String texts, Instant at) {}

    Proposing(
            RepositoryLoop loop,
            Optional<Forge> forge,
            Recorder recorder,
            InstantSource clock,
            PromotionListener listener) {
        this.loop = loop;
        this.forge = forge.filter(each -> each.features().contains(Feature.PROPOSALS));
        this.recorder = recorder;
        this.clock = clock;
        this.listener = listener;
    }

    /// The forge is asked again although its turn has not come.
    void askAgain() {
        askedAt.clear();
    }

    /// What became of the open pull request meanwhile; the forge is asked once per poll.
    Standing asked(Candidacy candidacy, Standing standing) {
        Instant now = clock.instant();
        boolean isDue =
                !now.isBefore(
                        askedAt.getOrDefault(candidacy.key(), Instant.EPOCH)
                                .plus(loop.options().poll()));
        if (forge.isEmpty() || !isDue) {
            return standing;
        }
        Standing found =
                standing.open().isPresent() ? stillOpen(standing) : openAgain(candidacy, standing);
        askedAt.put(candidacy.key(), now);
        return found;
    }

    private Standing stillOpen(Standing standing) {
        long number = standing.open().orElseThrow().number();
        try {
            PullRequest there = forge.orElseThrow().pullRequest(number);
            return there.state() == State.OPEN ? standing : standing.closed();
        } catch (ForgeException e) {
            if (e.reason() == ForgeException.Reason.NOT_THERE) {
                return standing.closed();
            }
            throw e;
        }
    }

    /// One that is open and that nobody here remembers.
    private Standing openAgain(Candidacy candidacy, Standing standing) {
        Optional<String> proposed = branch(candidacy).proposed();
        return forge.orElseThrow().open(base()).stream()
                .filter(each -> !each.fork() && each.branch().equals(candidacy.branch()))
                .findFirst()
                .map(there ->
                        standing.opened(
                                new Opened(
                                        there.number(),
                                        proposed.orElse(""),
                                        there.head().commit(),
                                        "")))
                .orElse(standing);
    }

    /// With what the branch proposes and no open pull request does, when nothing is remembered: it
    /// was merged or refused.
    Standing refusedBefore(Candidacy candidacy, Standing standing) {
        return forge.isPresent() && standing.open().isEmpty()
                ? standing.deciding(branch(candidacy).proposed())
                : standing;
    }

    private String base() {
        return loop.repository().branch().orElse("");
    }

    private PromotionBranch branch(Candidacy candidacy) {
        return new PromotionBranch(
                loop.repository(), recorder, clock, candidacy.key(), candidacy.branch());
    }

    /// Proposes a version.
    ///
    /// @return what is known afterwards
    Standing propose(Candidacy candidacy, Standing standing, Chosen chosen) {
        EditedFile edit;
        try {
            edit = candidacy.edit(chosen.model());
        } catch (EditRefusedException e) {
            waits(candidacy, chosen.title() + " meets the conditions; " + e.getMessage());
            return standing;
        }
        if (forge.isEmpty()) {
            waits(
                    candidacy,
                    "%s meets the conditions; set it in %s (%s becomes %s). Where the agent's configuration names a forge that opens pull requests, it opens one"
                            .formatted(chosen.title(), edit.place(), edit.before(), edit.after()));
            return standing;
        }
        if (candidacy.branch().equals(base()) || !BranchWriter.isName(candidacy.branch())) {
            waits(
                    candidacy,
                    "the branch \"%s\" cannot be that of a pull request into %s; name another one in %s"
                            .formatted(candidacy.branch(), base(), candidacy.promotion().source()));
            return standing;
        }
        return candidacy
                .text(chosen, edit)
                .map(text -> propose(candidacy, standing, chosen, edit, text))
                .orElse(standing);
    }

    private Standing propose(
            Candidacy candidacy,
            Standing standing,
            Chosen chosen,
            EditedFile edit,
            ProposalText text) {
        String texts = Digest.ofText(text.title() + "\n" + text.body()).value();
        boolean isUpToDate =
                standing.open()
                        .filter(open -> open.version().equals(chosen.model().version()))
                        .filter(open -> open.texts().equals(texts))
                        .filter(open -> holds(open, edit))
                        .isPresent();
        if (isUpToDate || isTried(candidacy, texts)) {
            return standing;
        }
        loop.repository().fetch();
        Optional<Revision> kept =
                standing.open()
                        .filter(open -> open.version().equals(chosen.model().version()))
                        .filter(open -> holds(open, edit))
                        .map(open -> new Revision(open.commit()));
        PromotionBranch branch = branch(candidacy);
        Result result =
                kept.isPresent() && branch.proposed().isPresent()
                        ? new Result.On(kept.get())
                        : branch.put(candidacy.commit(), edit, chosen);
        return switch (result) {
            case Result.On(var commit) -> {
                PullRequest there =
                        forge.orElseThrow()
                                .propose(
                                        new Proposal(
                                                branch.name(), base(), text.title(), text.body()));
                proposed(candidacy, chosen, there);
                yield standing.opened(
                        new Opened(
                                there.number(), chosen.model().version(), commit.commit(), texts));
            }
            case Result.Taken _ -> {
                tried.put(candidacy.key(), new Tried(texts, clock.instant()));
                taken(candidacy, standing, chosen);
                yield standing;
            }
            case Result.Refused(var why) -> {
                tried.put(candidacy.key(), new Tried(texts, clock.instant()));
                waits(
                        candidacy,
                        "%s meets the conditions, and the branch %s cannot be pushed: %s"
                                .formatted(chosen.title(), branch.name(), why));
                yield standing;
            }
        };
    }

    /// What was in vain is tried again after a poll.
    private boolean isTried(Candidacy candidacy, String texts) {
        return Optional.ofNullable(tried.get(candidacy.key()))
                .filter(last -> last.texts().equals(texts))
                .filter(last -> clock.instant().isBefore(last.at().plus(loop.options().poll())))
                .isPresent();
    }

    /// Whether the commit of a pull request makes the file what it should be on the head, too.
    private boolean holds(Opened open, EditedFile edit) {
        try {
            SourceTree tree = loop.repository().tree(new Revision(open.commit()));
            Optional<TreeFile> file = tree.file(edit.path());
            return file.isPresent() && Arrays.equals(tree.read(file.get()), edit.content());
        } catch (IOException | RepositoryException _) {
            return false;
        }
    }

    /// People's commits stay; the pull request, when there is one, says so.
    private void taken(Candidacy candidacy, Standing standing, Chosen chosen) {
        String message =
                "%s meets the conditions, and the branch %s has commits that are not Plumbline's, so it is left as it is; merge or close its pull request, or remove the branch"
                        .formatted(chosen.title(), candidacy.branch());
        if (waits(candidacy, message)) {
            standing.open()
                    .filter(open -> !open.version().equals(chosen.model().version()))
                    .filter(_ -> forge.orElseThrow().features().contains(Feature.COMMENTS))
                    .ifPresent(open ->
                            forge.orElseThrow()
                                    .comment(
                                            forge.orElseThrow().pullRequest(open.number()),
                                            "promotion",
                                            "`%s` meets the conditions too. This branch has commits that are not Plumbline's, so it is left as it is: merge or close this first.\n"
                                                    .formatted(chosen.title())));
        }
    }

    private void proposed(Candidacy candidacy, Chosen chosen, PullRequest there) {
        String message =
                "%s is proposed for %s: %s"
                        .formatted(
                                chosen.title(), candidacy.promotion().deployment(), there.page());
        if (isNews(candidacy, message)) {
            LOG.info("{}: {}", candidacy.key(), message);
            listener.promotion(
                    "promotion.proposed",
                    candidacy.workspace(),
                    candidacy.promotion().deployment(),
                    message);
        }
    }

    /// Why nothing is proposed, for who looks for it.
    void nothing(Candidacy candidacy, Selection selection) {
        String message = String.join("; ", selection.passedOver());
        if (!message.isEmpty() && isNews(candidacy, message)) {
            LOG.info("{}: nothing is proposed: {}", candidacy.key(), message);
        }
    }

    /// @return whether it was not said last
    private boolean waits(Candidacy candidacy, String message) {
        boolean isNews = isNews(candidacy, message);
        if (isNews) {
            LOG.warn("{}: {}", candidacy.key(), message);
            listener.promotion(
                    "promotion.waits",
                    candidacy.workspace(),
                    candidacy.promotion().deployment(),
                    message);
        }
        return isNews;
    }

    private boolean isNews(Candidacy candidacy, String message) {
        return !message.equals(said.put(candidacy.key(), message));
    }
}
