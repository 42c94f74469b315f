package dev.plumbline.webhooks.gitlab;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What each reviewer says last: who approves (`GET …/approvals`), and the states of the reviewers
/// (`GET …/reviewers`), of which `requested_changes` outweighs an approval, as it does on GitLab.
///
/// GitLab does not tell on which commit an approval was given. It counts as current when it was
/// given after the newest version of the merge request (`GET …/versions`) was pushed, and that
/// version is the head asked about. Releases whose approvals have no `approved_at` have its moment
/// in the system note "approved this merge request" (`GET …/notes`); where neither is, it is not
/// current. A request for changes stands until the reviewer takes it back, over later pushes too.
final class GitlabReviews {
    private static final String APPROVED_NOTE = "approved this merge request";

    private record Version(String head, Instant at) {}

    private final ForgeHttp http;
    private final GitlabProject project;
    private final GitlabPeople people;

    GitlabReviews(ForgeHttp http, GitlabProject project, GitlabPeople people) {
        this.http = http;
        this.project = project;
        this.people = people;
    }

    List<Review> of(PullRequest pullRequest) {
        String path = project.mergeRequest(pullRequest);
        Map<String, Review> last = new LinkedHashMap<>();
        JsonNode approvals = http.get(path + "/approvals").path("approved_by");
        Optional<Version> newest = newest(path);
        List<JsonNode> notes = areTimed(approvals) ? List.of() : notes(path);
        for (JsonNode approval : approvals) {
            add(last, approval(approval, notes, newest, pullRequest));
        }
        for (JsonNode reviewer : http.pages(path + "/reviewers?per_page=100")) {
            reviewer(reviewer, pullRequest).ifPresent(review -> add(last, review));
        }
        return List.copyOf(last.values());
    }

    private static void add(Map<String, Review> last, Review review) {
        last.merge(
                review.by().name().toLowerCase(Locale.ROOT),
                review,
                (approval, state) ->
                        state.verdict() == Verdict.CHANGES_REQUESTED ? state : approval);
    }

    private static boolean areTimed(JsonNode approvals) {
        return approvals
                .valueStream()
                .allMatch(approval -> Fields.find(approval, "/approved_at").isPresent());
    }

    private List<JsonNode> notes(String path) {
        return http.pages(path + "/notes?sort=desc&order_by=created_at&per_page=100");
    }

    private Optional<Version> newest(String path) {
        return http.pages(path + "/versions?per_page=100").stream()
                .map(node ->
                        new Version(
                                Fields.text(node, "/head_commit_sha"),
                                Fields.instant(node, "/created_at")))
                .max(Comparator.comparing(Version::at));
    }

    private Review approval(
            JsonNode approval,
            List<JsonNode> notes,
            Optional<Version> newest,
            PullRequest pullRequest) {
        User by = people.whole(approval.path("user"));
        Optional<Instant> at =
                Fields.find(approval, "/approved_at").isPresent()
                        ? Optional.of(Fields.instant(approval, "/approved_at"))
                        : noted(notes, by);
        boolean current =
                newest.filter(version -> version.head().equals(pullRequest.head().commit()))
                        .flatMap(version -> at.filter(moment -> moment.isAfter(version.at())))
                        .isPresent();
        Instant known = at.or(() -> newest.map(Version::at)).orElse(Instant.EPOCH);
        return new Review(
                by, Verdict.APPROVED, Optional.empty(), current, known, pullRequest.page());
    }

    private static Optional<Instant> noted(List<JsonNode> notes, User by) {
        return notes.stream()
                .filter(note -> Fields.isTrue(note, "/system"))
                .filter(note -> note.path("body").asString("").equals(APPROVED_NOTE))
                .filter(note -> by.is(User.named(note.at("/author/username").asString(""))))
                .map(note -> Fields.instant(note, "/created_at"))
                .max(Comparator.naturalOrder());
    }

    /// The moment is the one at which they were asked for their review: GitLab has no other.
    private Optional<Review> reviewer(JsonNode reviewer, PullRequest pullRequest) {
        return verdict(reviewer)
                .map(verdict ->
                        new Review(
                                people.whole(reviewer.path("user")),
                                verdict,
                                Optional.empty(),
                                verdict != Verdict.DISMISSED,
                                Fields.instant(reviewer, "/created_at"),
                                pullRequest.page()));
    }

    /// An approval by the state of the reviewer that is not among the approvals was reset.
    private static Optional<Verdict> verdict(JsonNode reviewer) {
        return switch (reviewer.path("state").asString("")) {
            case "requested_changes" -> Optional.of(Verdict.CHANGES_REQUESTED);
            case "unapproved", "approved" -> Optional.of(Verdict.DISMISSED);
            case "reviewed" -> Optional.of(Verdict.COMMENTED);
            default -> Optional.empty();
        };
    }
}
