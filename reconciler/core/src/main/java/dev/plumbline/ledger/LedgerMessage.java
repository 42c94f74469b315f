package dev.plumbline.ledger;

import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.repository.Trailers;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.revwalk.RevCommit;

/// The message of a ledger commit: what happened, a line per change, and trailers for `git log` and
/// for search.
final class LedgerMessage {
    static final String SPECS = "Specs-Digest";
    static final String OUTCOME = "Outcome";
    static final String ACT = "Act";
    static final String SOURCE = "Source-Commit";

    private LedgerMessage() {}

    static String of(Act act, Optional<String> sourceAuthor) {
        StringBuilder message = new StringBuilder(subject(act)).append("\n\n");
        act.comment()
                .ifPresent(comment -> message.append(Trailers.oneLine(comment)).append("\n\n"));
        act.subjects()
                .forEach(each ->
                        message.append(
                                        Trailers.oneLine(
                                                "%s %s %s (%s)"
                                                        .formatted(
                                                                act.kind().verb(),
                                                                each.action(),
                                                                each.id(),
                                                                each.meaning())))
                                .append('\n'));
        act.suspensions()
                .forEach(each ->
                        message.append(
                                        Trailers.oneLine(
                                                act.kind().establishes()
                                                        ? "suspend %s until %s"
                                                                .formatted(each.id(), each.until())
                                                        : "resume " + each.id()))
                                .append('\n'));
        act.undos().forEach(each -> message.append(Trailers.oneLine(line(act, each))).append('\n'));
        message.append('\n');
        trailers(act, sourceAuthor).forEach(each -> message.append(each).append('\n'));
        return message.toString();
    }

    /// `Key: value`, in the order of the message.
    static List<String> trailers(Act act, Optional<String> sourceAuthor) {
        List<String> trailers = new ArrayList<>();
        trailers.add(Trailers.line(ACT, act.kind().word()));
        trailers.add(Trailers.line(SOURCE, act.source().commit()));
        sourceAuthor.ifPresent(author -> trailers.add(Trailers.line("Source-Author", author)));
        trailers.add(
                Trailers.line(act.kind() == Act.Kind.APPROVAL ? "Approved-By" : "By", act.by()));
        return List.copyOf(trailers);
    }

    private static String subject(Act act) {
        return Trailers.oneLine(
                "%s of %s by %s: %s"
                        .formatted(
                                act.kind().word(), act.source().shortForm(), act.by(), about(act)));
    }

    private static String about(Act act) {
        Stream<String> about =
                switch (act.kind()) {
                    case APPROVAL, REVOCATION ->
                            act.subjects().stream().map(each -> each.action() + " " + each.id());
                    case SUSPENSION, RESUMPTION, UNDO ->
                            Stream.concat(
                                            act.suspensions().stream().map(Suspension::id),
                                            act.undos().stream().map(Undo::endpoint))
                                    .map(ResourceId::toString)
                                    .distinct();
                };
        return about.collect(Collectors.joining(", "));
    }

    private static String line(Act act, Undo undo) {
        return act.kind().establishes()
                ? "undo %s: from commit %s back to commit %s (release %s)"
                        .formatted(undo.endpoint(), undo.fromCommit(), undo.toCommit(), undo.to())
                : "end the undo of %s (commit %s)".formatted(undo.endpoint(), undo.fromCommit());
    }

    /// Whether the trailers say that a commit records an act; costs no tree.
    static boolean isAct(RevCommit commit) {
        return !commit.getFooterLines(ACT).isEmpty();
    }

    static String of(Header header) {
        StringBuilder message = new StringBuilder(subject(header)).append("\n\n");
        header.changes().forEach(change -> message.append(line(change)).append('\n'));
        if (!header.changes().isEmpty()) {
            message.append('\n');
        }
        trailers(header).forEach(trailer -> message.append(trailer).append('\n'));
        return message.toString();
    }

    /// `Key: value`, in the order of the message.
    static List<String> trailers(Header header) {
        List<String> trailers = new ArrayList<>();
        trailers.add(Trailers.line(SOURCE, header.source().commit()));
        header.sourceAuthor()
                .ifPresent(author -> trailers.add(Trailers.line("Source-Author", author)));
        header.specs().ifPresent(specs -> trailers.add(Trailers.line(SPECS, specs.value())));
        trailers.add(Trailers.line("Plan-Digest", header.plan().value()));
        trailers.add(Trailers.line("Trigger", header.trigger()));
        header.shippedFrom()
                .ifPresent(from ->
                        trailers.add(
                                Trailers.line(
                                        "Shipped-From", from.workspace() + " " + from.release())));
        header.approvedBy()
                .forEach(approver -> trailers.add(Trailers.line("Approved-By", approver)));
        trailers.add(Trailers.line(OUTCOME, header.outcome().word()));
        return List.copyOf(trailers);
    }

    /// Whether the trailers say that a commit announces what shall be done for a source; costs no
    /// tree.
    static boolean isIntentFor(RevCommit commit, String source) {
        return commit.getFooterLines(OUTCOME).contains(ReleaseOutcome.PENDING.word())
                && commit.getFooterLines(SOURCE).contains(source);
    }

    private static String subject(Header header) {
        String counts =
                header.counts().entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
        return Trailers.oneLine(
                "%s %s: %s"
                        .formatted(
                                header.isIntent() ? "intent" : "release",
                                header.source().shortForm(),
                                counts.isEmpty() ? "no changes" : counts));
    }

    private static String line(ChangeRecord change) {
        String text = change.action() + " " + change.id() + ": " + change.reason();
        return Trailers.oneLine(
                change.outcome().map(outcome -> text + " -> " + outcome.text()).orElse(text));
    }
}
