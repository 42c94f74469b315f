package dev.plumbline.webhooks.gitea;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.Annotation;
import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.ApiBase;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A repository on Gitea or Forgejo, by version 1 of their API, with an access token. After the
/// operations in `routers/api/v1` and the structures in `modules/structs` of go-gitea/gitea, which
/// Forgejo shares.
///
/// Neither finds a pull request by a commit that its branch had, but by the one that its merge,
/// squash or rebase left last on the base. Neither has notes at file and line that are not comments
/// of people, so that problems are in the comment alone.
public final class GiteaClient implements Forge {
    private static final String API = "/api/v1";
    private static final int MOST_TITLE = 255;

    private final ForgeHttp http;
    private final GiteaProject project;
    private final GiteaComments comments;
    private final GiteaTeams teams;

    /// @param url of the forge, `https://codeberg.org`, or of its API
    /// @param project `acme/fraud`
    /// @param token that may read and write the repository, its issues and pull requests
    public GiteaClient(URI url, String project, Secret token, InstantSource clock) {
        this.http =
                new ForgeHttp(
                        ApiBase.of(url, API),
                        request -> request.setHeader("Authorization", "token " + token.reveal()),
                        clock);
        this.project = GiteaProject.of(project);
        this.comments = new GiteaComments(http, this.project);
        this.teams = new GiteaTeams(http);
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
        return openInto(branch).map(GiteaJson::pullRequest).toList();
    }

    private Stream<JsonNode> openInto(String branch) {
        return http.pages(project.pulls() + "?state=open&limit=50").stream()
                .filter(node -> node.at("/base/ref").asString("").equals(branch));
    }

    @Override
    public PullRequest pullRequest(long number) {
        return GiteaJson.pullRequest(http.get(project.pulls() + "/" + number));
    }

    /// Both keep this ref for every pull request, also when its branch is gone.
    @Override
    public String headRef(PullRequest pullRequest) {
        return "refs/pull/" + pullRequest.number() + "/head";
    }

    @Override
    public List<PullRequest> bringing(Revision commit) {
        return http.find(project.path() + "/commits/" + commit + "/pull").stream()
                .map(GiteaJson::pullRequest)
                .filter(pullRequest -> pullRequest.state() == PullRequest.State.MERGED)
                .toList();
    }

    @Override
    public Set<User> writers(PullRequest pullRequest) {
        Map<String, User> writers = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(pullRequest.author()),
                        http
                                .pages(project.pull(pullRequest) + "/commits?limit=50&files=false")
                                .stream()
                                .flatMap(commit -> author(commit).stream()))
                .forEach(user ->
                        writers.merge(
                                user.name().toLowerCase(Locale.ROOT), user, GiteaClient::both));
        return Set.copyOf(writers.values());
    }

    /// The user of a commit's address; one named by the address itself when nobody has it.
    private static Optional<User> author(JsonNode commit) {
        Optional<String> mail = Fields.find(commit, "/commit/author/email");
        Set<String> mails = mail.map(Set::of).orElseGet(Set::of);
        return Fields.find(commit, "/author/login")
                .map(login ->
                        both(new User(login, mails, false), GiteaJson.user(commit.path("author"))))
                .or(() -> mail.map(address -> new User(address, mails, false)));
    }

    private static User both(User one, User other) {
        Set<String> mails =
                Stream.of(one, other)
                        .flatMap(user -> user.mails().stream())
                        .collect(Collectors.toSet());
        return new User(one.name(), mails, one.bot());
    }

    /// What each reviewer says last; a comment takes back neither approval nor request for changes.
    @Override
    public List<Review> reviews(PullRequest pullRequest) {
        Map<String, Review> last = new LinkedHashMap<>();
        http.pages(project.pull(pullRequest) + "/reviews?limit=50").stream()
                .flatMap(node -> GiteaJson.review(node, pullRequest).stream())
                .sorted(Comparator.comparing(Review::at))
                .forEach(review ->
                        last.merge(
                                review.by().name().toLowerCase(Locale.ROOT),
                                review,
                                GiteaClient::counting));
        return List.copyOf(last.values());
    }

    private static Review counting(Review earlier, Review later) {
        boolean onlyComments =
                later.verdict() == Verdict.COMMENTED && earlier.verdict() != Verdict.COMMENTED;
        return onlyComments ? earlier : later;
    }

    @Override
    public Set<String> members(String team) {
        return teams.members(team);
    }

    @Override
    public void comment(PullRequest pullRequest, String mark, String markdown) {
        comments.write(pullRequest, mark, markdown);
    }

    @Override
    public void report(Revision commit, CommitStatus status) {
        ObjectNode body =
                ForgeJson.MAPPER
                        .createObjectNode()
                        .put("context", MarkedText.line(status.context(), MOST_TITLE))
                        .put("state", status.state().name().toLowerCase(Locale.ROOT))
                        .put("description", MarkedText.line(status.text(), MOST_TITLE));
        status.page()
                .filter(page -> "http".equals(page.getScheme()) || "https".equals(page.getScheme()))
                .ifPresent(page -> body.put("target_url", page.toString()));
        http.send("POST", project.path() + "/statuses/" + commit, body);
    }

    @Override
    public void annotate(Revision commit, String name, List<Annotation> problems) {
        // Neither forge has any: see the features.
    }

    @Override
    public PullRequest propose(Proposal proposal) {
        ObjectNode texts =
                ForgeJson.MAPPER
                        .createObjectNode()
                        .put("title", MarkedText.line(proposal.title(), MOST_TITLE))
                        .put("body", proposal.body());
        Optional<JsonNode> known =
                openInto(proposal.base())
                        .filter(node -> !GiteaJson.isFork(node))
                        .filter(node -> node.at("/head/ref").asString("").equals(proposal.branch()))
                        .findFirst();
        if (known.isEmpty()) {
            texts.put("head", proposal.branch()).put("base", proposal.base());
            return GiteaJson.pullRequest(http.send("POST", project.pulls(), texts));
        }
        if (says(known.get(), texts)) {
            return GiteaJson.pullRequest(known.get());
        }
        long number = Fields.number(known.get(), "/number");
        return GiteaJson.pullRequest(http.send("PATCH", project.pulls() + "/" + number, texts));
    }

    private static boolean says(JsonNode pullRequest, ObjectNode texts) {
        return texts.propertyStream()
                .allMatch(text ->
                        pullRequest
                                .path(text.getKey())
                                .asString("")
                                .equals(text.getValue().asString("")));
    }

    @Override
    public void close() {
        http.close();
    }
}
