package dev.plumbline.webhooks.gitlab;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.Annotation;
import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.ApiBase;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.http.Query;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A project on GitLab, by version 4 of its REST API, with an access token of a user, project or
/// group. Reviews are read after GitLab's page "Merge request approvals API"; the other calls were
/// not compared with their pages, and none was tried on a GitLab.
///
/// Roles below Guest (`access_level` under 10) are in no team. GitLab has no notes at file and line
/// that are not comments of people, so that problems are in the comment alone.
public final class GitlabClient implements Forge {
    private static final String API = "/api/v4";
    private static final int GUEST = 10;
    private static final int MOST_TITLE = 255;
    private static final int MOST_DESCRIPTION = 1_000_000;

    private final ForgeHttp http;
    private final GitlabProject project;
    private final GitlabPeople people;
    private final GitlabReviews reviews;
    private final GitlabNotes notes;
    private final GitlabStatuses statuses;
    private final GitlabWriters writers;

    /// @param url of GitLab, `https://gitlab.com`, or of its API
    /// @param project with its namespace: `acme/models/fraud`
    /// @param token with the scope `api`
    public GitlabClient(URI url, String project, Secret token, InstantSource clock) {
        URI base = ApiBase.of(url, API);
        this.http =
                new ForgeHttp(
                        base, request -> request.setHeader("PRIVATE-TOKEN", token.reveal()), clock);
        this.project = new GitlabProject(project);
        this.people = new GitlabPeople(http, String.valueOf(base.getHost()), clock);
        this.reviews = new GitlabReviews(http, this.project, people);
        this.notes = new GitlabNotes(http, this.project);
        this.statuses = new GitlabStatuses(http, this.project);
        this.writers = new GitlabWriters(http, this.project, people);
    }

    @Override
    public Set<Feature> features() {
        return Set.of(
                Feature.COMMENTS,
                Feature.STATUSES,
                Feature.REVIEWS,
                Feature.TEAMS,
                Feature.PROPOSALS);
    }

    @Override
    public List<PullRequest> open(String branch) {
        return http
                .pages(
                        "%s?state=opened&scope=all&target_branch=%s&per_page=100"
                                .formatted(project.mergeRequests(), Query.encode(branch)))
                .stream()
                .filter(GitlabJson::hasHead)
                .map(this::read)
                .toList();
    }

    @Override
    public PullRequest pullRequest(long number) {
        return read(http.get(project.mergeRequests() + "/" + number));
    }

    /// GitLab keeps this ref for every merge request, also when its branch is gone.
    @Override
    public String headRef(PullRequest pullRequest) {
        return "refs/merge-requests/" + pullRequest.number() + "/head";
    }

    @Override
    public List<PullRequest> bringing(Revision commit) {
        return http
                .pages(
                        "%s/repository/commits/%s/merge_requests?per_page=100"
                                .formatted(project.path(), commit))
                .stream()
                .filter(GitlabJson::hasHead)
                .map(this::read)
                .filter(mergeRequest -> mergeRequest.state() == PullRequest.State.MERGED)
                .toList();
    }

    @Override
    public Set<User> writers(PullRequest pullRequest) {
        return writers.of(pullRequest);
    }

    @Override
    public List<Review> reviews(PullRequest pullRequest) {
        return reviews.of(pullRequest);
    }

    @Override
    public Set<String> members(String team) {
        return http.pages("/groups/" + Query.encode(team) + "/members/all?per_page=100").stream()
                .filter(member -> member.path("state").asString("").equals("active"))
                .filter(member -> member.path("access_level").asInt(0) >= GUEST)
                .map(member -> Fields.text(member, "/username"))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void comment(PullRequest pullRequest, String mark, String markdown) {
        notes.write(pullRequest, mark, markdown);
    }

    @Override
    public void report(Revision commit, CommitStatus status) {
        statuses.report(commit, status);
    }

    @Override
    public void annotate(Revision commit, String name, List<Annotation> problems) {
        // GitLab has none: see the features.
    }

    @Override
    public PullRequest propose(Proposal proposal) {
        ObjectNode texts =
                ForgeJson.MAPPER
                        .createObjectNode()
                        .put("title", MarkedText.line(proposal.title(), MOST_TITLE))
                        .put("description", MarkedText.cut(proposal.body(), MOST_DESCRIPTION));
        Optional<JsonNode> known = known(proposal);
        if (known.isEmpty()) {
            texts.put("source_branch", proposal.branch()).put("target_branch", proposal.base());
            return read(http.send("POST", project.mergeRequests(), texts));
        }
        if (says(known.get(), texts)) {
            return read(known.get());
        }
        long number = Fields.number(known.get(), "/iid");
        return read(http.send("PUT", project.mergeRequests() + "/" + number, texts));
    }

    private Optional<JsonNode> known(Proposal proposal) {
        String path =
                "%s?state=opened&scope=all&source_branch=%s&target_branch=%s&per_page=100"
                        .formatted(
                                project.mergeRequests(),
                                Query.encode(proposal.branch()),
                                Query.encode(proposal.base()));
        return http.pages(path).stream().filter(node -> !GitlabJson.isFork(node)).findFirst();
    }

    private static boolean says(JsonNode mergeRequest, ObjectNode texts) {
        return texts.propertyStream()
                .allMatch(text ->
                        mergeRequest
                                .path(text.getKey())
                                .asString("")
                                .equals(text.getValue().asString("")));
    }

    private PullRequest read(JsonNode mergeRequest) {
        return GitlabJson.mergeRequest(mergeRequest, people.basic(mergeRequest.path("author")));
    }

    @Override
    public void close() {
        http.close();
    }
}
