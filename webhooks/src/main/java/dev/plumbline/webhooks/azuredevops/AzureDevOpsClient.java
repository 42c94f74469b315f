package dev.plumbline.webhooks.azuredevops;

import static java.util.stream.Collectors.toUnmodifiableSet;

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
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.http.OffsetPages;
import dev.plumbline.webhooks.http.Query;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A repository on Azure DevOps Services or Server, by the Git and Core REST API 7.1 (`Azure DevOps
/// Services REST API Reference`; `MicrosoftDocs/vsts-rest-api-specs`, specification/git/7.1 and
/// specification/core/7.1).
///
/// Users are named by their `uniqueName`. What branch policies can require is a status of a pull
/// request, not of a commit: a commit's status is also put on the iterations of the open pull
/// requests whose newest commit it is. Of a rebase of several commits Azure DevOps keeps the last
/// one as the pull request's; the others it knows as far as `pullrequestquery` does.
public final class AzureDevOpsClient implements Forge {
    static final String VERSION = "?api-version=7.1";

    private static final int PAGE = 100;

    /// "Description (up to 4000 characters)" (Pull Requests - Update).
    private static final int MOST_OF_DESCRIPTION = 4000;

    private final URI base;
    private final RepositoryPath repository;
    private final ForgeHttp http;
    private volatile @Nullable String self;

    /// @param base `https://dev.azure.com`, or that of an Azure DevOps Server with its path:
    ///   `https://tfs.example.com/tfs`; without a slash at the end
    /// @param project `organization/project/repository`; on a Server
    ///   `collection/project/repository`
    /// @param token a personal access token
    public AzureDevOpsClient(URI base, String project, Secret token, InstantSource clock) {
        this.base = base;
        this.repository = RepositoryPath.of(project);
        this.http = new ForgeHttp(base, request -> authorize(request, token), clock);
    }

    private static void authorize(HttpRequest.Builder request, Secret token) {
        byte[] credentials = (":" + token.reveal()).getBytes(StandardCharsets.UTF_8);
        request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("X-TFS-FedAuthRedirect", "Suppress");
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
        return active("&searchCriteria.targetRefName=" + ref(branch)).stream()
                .map(this::read)
                .toList();
    }

    @Override
    public PullRequest pullRequest(long number) {
        return read(http.get(path(number) + VERSION));
    }

    @Override
    public List<PullRequest> bringing(Revision commit) {
        ObjectNode query = ForgeJson.MAPPER.createObjectNode();
        ArrayNode queries = query.putArray("queries");
        for (String type : List.of("lastMergeCommit", "commit")) {
            queries.addObject().put("type", type).putArray("items").add(commit.commit());
        }
        JsonNode answer =
                http.send("POST", repository.api() + "/pullrequestquery" + VERSION, query);
        return answer.path("results")
                .valueStream()
                .flatMap(result -> result.path(commit.commit()).valueStream())
                .filter(node -> PullRequests.state(node) == PullRequest.State.MERGED)
                .map(node -> Fields.number(node, "/pullRequestId"))
                .distinct()
                .map(this::pullRequest)
                .toList();
    }

    /// Whoever pushed to it counts too: the authors of commits are what their writers say.
    @Override
    public Set<User> writers(PullRequest pullRequest) {
        Stream<User> authors = commits(pullRequest).map(AzureDevOpsClient::author);
        Stream<User> pushers =
                iterations(pullRequest.number()).stream()
                        .map(node -> Identity.of(node.path("author")).user());
        return Stream.of(Stream.of(pullRequest.author()), pushers, authors)
                .flatMap(users -> users)
                .collect(toUnmodifiableSet());
    }

    private Stream<JsonNode> commits(PullRequest pullRequest) {
        return http
                .pagesByToken(
                        path(pullRequest.number()) + "/commits" + VERSION + "&$top=" + PAGE,
                        "x-ms-continuationtoken",
                        "continuationToken",
                        page -> page.path("value"))
                .stream();
    }

    private static User author(JsonNode commit) {
        return Fields.find(commit, "/author/email")
                .map(mail -> new User(mail, Set.of(mail), false))
                .orElseGet(() -> User.named(Fields.text(commit, "/author/name")));
    }

    @Override
    public List<Review> reviews(PullRequest pullRequest) {
        String path = path(pullRequest.number());
        List<JsonNode> reviewers =
                List.copyOf(http.get(path + "/reviewers" + VERSION).path("value").values());
        return new Votes(
                        pullRequest,
                        iterations(pullRequest.number()),
                        new Threads(http, path).all())
                .reviews(reviewers);
    }

    /// The people of a team of the repository's project, or of another one (`Project/Team`). Groups
    /// that are in a team are not resolved.
    @Override
    public Set<String> members(String team) {
        int slash = team.indexOf('/');
        String project = slash < 0 ? repository.project() : team.substring(0, slash);
        String path =
                "%s/projects/%s/teams/%s/members%s&$top=%d&$skip="
                        .formatted(
                                repository.organizationApi(),
                                Query.encode(project),
                                Query.encode(team.substring(slash + 1)),
                                VERSION,
                                PAGE);
        return OffsetPages.all(PAGE, skip -> http.get(path + skip).path("value")).stream()
                .map(member -> Identity.of(member.path("identity")))
                .filter(identity -> !identity.group())
                .map(Identity::name)
                .collect(toUnmodifiableSet());
    }

    @Override
    public void comment(PullRequest pullRequest, String mark, String markdown) {
        new Threads(http, path(pullRequest.number())).write(mark, markdown, self());
    }

    /// The user whose token we have: connection data is what Azure DevOps' own clients ask first.
    private String self() {
        String known = self;
        if (known == null) {
            JsonNode data = http.get(repository.organizationApi() + "/connectionData");
            known = Identity.bare(Fields.text(data, "/authenticatedUser/id"));
            self = known;
        }
        return known;
    }

    @Override
    public void report(Revision commit, CommitStatus status) {
        ObjectNode body = Statuses.write(status);
        http.send(
                "POST",
                "%s/commits/%s/statuses%s".formatted(repository.api(), commit, VERSION),
                body);
        active("").stream()
                .filter(node -> PullRequests.head(node).equals(Optional.of(commit)))
                .map(node -> Fields.number(node, "/pullRequestId"))
                .forEach(number -> reportOn(number, commit, body));
    }

    /// On the iteration, so that the status does not speak of what is pushed later.
    private void reportOn(long number, Revision commit, ObjectNode status) {
        Optional<JsonNode> iteration =
                iterations(number).stream()
                        .filter(node -> sourceOf(node).equals(Optional.of(commit)))
                        .max(Comparator.comparingLong(node -> Fields.number(node, "/id")));
        iteration.ifPresent(node ->
                http.send(
                        "POST",
                        path(number) + "/statuses" + VERSION,
                        status.deepCopy().put("iterationId", Fields.number(node, "/id"))));
    }

    /// Azure DevOps has no notes of checks at lines.
    @Override
    public void annotate(Revision commit, String name, List<Annotation> problems) {}

    @Override
    public PullRequest propose(Proposal proposal) {
        String description = MarkedText.cut(proposal.body(), MOST_OF_DESCRIPTION);
        ObjectNode texts =
                ForgeJson.MAPPER
                        .createObjectNode()
                        .put("title", proposal.title())
                        .put("description", description);
        Optional<Long> known =
                active(
                                "&searchCriteria.sourceRefName=%s&searchCriteria.targetRefName=%s"
                                        .formatted(ref(proposal.branch()), ref(proposal.base())))
                        .stream()
                        .filter(node -> !node.path("forkSource").isObject())
                        .map(node -> Fields.number(node, "/pullRequestId"))
                        .findFirst();
        return read(
                known.map(number -> rewrite(number, texts)).orElseGet(() -> open(proposal, texts)));
    }

    private JsonNode rewrite(long number, ObjectNode texts) {
        JsonNode now = http.get(path(number) + VERSION);
        boolean same =
                Stream.of("title", "description")
                        .allMatch(field -> now.path(field).equals(texts.path(field)));
        return same ? now : http.send("PATCH", path(number) + VERSION, texts);
    }

    private JsonNode open(Proposal proposal, ObjectNode texts) {
        ObjectNode body =
                texts.deepCopy()
                        .put("sourceRefName", PullRequests.BRANCH + proposal.branch())
                        .put("targetRefName", PullRequests.BRANCH + proposal.base());
        return http.send("POST", repository.api() + "/pullrequests" + VERSION, body);
    }

    private List<JsonNode> active(String criteria) {
        String path =
                "%s/pullrequests%s&searchCriteria.status=active%s&$top=%d&$skip="
                        .formatted(repository.api(), VERSION, criteria, PAGE);
        return OffsetPages.all(PAGE, skip -> http.get(path + skip).path("value"));
    }

    private List<JsonNode> iterations(long number) {
        return List.copyOf(http.get(path(number) + "/iterations" + VERSION).path("value").values());
    }

    private PullRequest read(JsonNode node) {
        long number = Fields.number(node, "/pullRequestId");
        Revision head = PullRequests.head(node).orElseGet(() -> newest(number));
        return PullRequests.read(node, repository.page(base, number), head);
    }

    private Revision newest(long number) {
        JsonNode iteration =
                iterations(number).stream()
                        .max(Comparator.comparingLong(node -> Fields.number(node, "/id")))
                        .orElseGet(ForgeJson.MAPPER::missingNode);
        return Fields.revision(iteration, "/sourceRefCommit/commitId");
    }

    private static Optional<Revision> sourceOf(JsonNode iteration) {
        return Fields.find(iteration, "/sourceRefCommit/commitId").flatMap(Fields::revision);
    }

    private String path(long number) {
        return repository.api() + "/pullRequests/" + number;
    }

    private static String ref(String branch) {
        return Query.encode(PullRequests.BRANCH + branch);
    }

    @Override
    public void close() {
        http.close();
    }
}
