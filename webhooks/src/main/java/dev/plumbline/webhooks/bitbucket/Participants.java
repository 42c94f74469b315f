package dev.plumbline.webhooks.bitbucket;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.http.Fields;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What reviewers say, from a pull request's participants, and when they said it, from its
/// activity.
///
/// Bitbucket Cloud gives an approval no commit. It is about the newest commit when it was given
/// after the first of those newest updates in the activity whose source is the pull request's head;
/// one that the activity does not have counts as older. Whoever had an older commit still on screen
/// approves what they did not see: Bitbucket tells nothing of that. (`participated_on` is not
/// relied on for it: a comment may be what it tells of.)
final class Participants {
    private final PullRequest pullRequest;
    private final List<JsonNode> activity;
    private final Optional<Instant> since;

    Participants(PullRequest pullRequest, List<JsonNode> activity) {
        this.pullRequest = pullRequest;
        this.activity = activity;
        this.since = since();
    }

    /// From when on the head was the newest commit.
    private Optional<Instant> since() {
        return activity.stream()
                .map(entry -> entry.path("update"))
                .filter(JsonNode::isObject)
                .sorted(Comparator.comparing(Participants::date).reversed())
                .takeWhile(this::isOfHead)
                .map(Participants::date)
                .min(Comparator.naturalOrder());
    }

    private boolean isOfHead(JsonNode update) {
        return Fields.find(update, "/source/commit/hash")
                .filter(hash -> pullRequest.head().commit().startsWith(hash))
                .isPresent();
    }

    List<Review> reviews(JsonNode participants) {
        return participants.valueStream().flatMap(one -> review(one).stream()).toList();
    }

    private Optional<Review> review(JsonNode participant) {
        String uuid = Fields.text(participant, "/user/uuid");
        Optional<Instant> approved = last("approval", uuid);
        Optional<Instant> refused = last("changes_requested", uuid);
        return switch (participant.path("state").asString("")) {
            case "approved" -> Optional.of(review(participant, Verdict.APPROVED, approved));
            case "changes_requested" ->
                    Optional.of(review(participant, Verdict.CHANGES_REQUESTED, refused));
            default ->
                    Stream.concat(approved.stream(), refused.stream())
                            .max(Comparator.naturalOrder())
                            .map(at -> review(participant, Verdict.DISMISSED, Optional.of(at)));
        };
    }

    private Review review(JsonNode participant, Verdict verdict, Optional<Instant> at) {
        boolean current =
                verdict != Verdict.DISMISSED
                        && at.isPresent()
                        && since.filter(at.get()::isAfter).isPresent();
        return new Review(
                Account.user(participant.path("user")),
                verdict,
                Optional.empty(),
                current,
                at.orElseGet(() -> participatedOn(participant)),
                pullRequest.page());
    }

    private static Instant participatedOn(JsonNode participant) {
        return Fields.find(participant, "/participated_on").isPresent()
                ? Fields.instant(participant, "/participated_on")
                : Instant.EPOCH;
    }

    private Optional<Instant> last(String kind, String uuid) {
        return activity.stream()
                .map(entry -> entry.path(kind))
                .filter(entry -> entry.at("/user/uuid").asString("").equals(uuid))
                .map(Participants::date)
                .max(Comparator.naturalOrder());
    }

    private static Instant date(JsonNode entry) {
        return Fields.instant(entry, "/date");
    }
}
