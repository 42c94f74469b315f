package dev.plumbline.webhooks.bitbucket;

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
import dev.plumbline.webhooks.http.Query;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A repository on Bitbucket Cloud, by its REST API 2.0 (developer.atlassian.com, "The Bitbucket
/// Cloud REST API": pullrequests, commits, commit statuses).
///
/// It has no teams whose members the API tells.
public final class BitbucketClient implements Forge {
    /// The most of pull requests that a page has.
    private static final int PAGE = 50;

    private static final Pattern PROJECT = Pattern.compile("[^/\\s]+/[^/\\s]+");

    private final String project;
    private final String repository;
    private final ForgeHttp http;

    /// @param base `https://api.bitbucket.org/2.0`
    /// @param project `workspace/repository`, by their slugs
    /// @param token an access token of the repository, its project or its workspace
    public BitbucketClient(URI base, String project, Secret token, InstantSource clock) {
        if (!PROJECT.matcher(project).matches()) {
            throw new IllegalArgumentException(
                    "`project` is \"%s\"; for Bitbucket it must be workspace/repository"
                            .formatted(project));
        }
        int slash = project.indexOf('/');
        this.project = project;
        this.repository =
                "/repositories/%s/%s"
                        .formatted(
                                Query.encode(project.substring(0, slash)),
                                Query.encode(project.substring(slash + 1)));
        this.http =
                new ForgeHttp(
                        base,
                        request -> request.header("Authorization", "Bearer " + token.reveal()),
                        clock);
    }

    @Override
    public Set<Feature> features() {
        return Set.of(Feature.COMMENTS, Feature.STATUSES, Feature.REVIEWS, Feature.PROPOSALS);
    }

    @Override
    public List<PullRequest> open(String branch) {
        return search("destination.branch.name = " + quoted(branch)).stream()
                .map(this::read)
                .toList();
    }

    @Override
    public PullRequest pullRequest(long number) {
        return read(http.get(path(number)));
    }

    /// By the commits that Bitbucket links to pull requests, which it does once the app "Pull
    /// Request Commit Links" is installed; besides by the merge commits of the pull requests that
    /// changed last.
    @Override
    public List<PullRequest> bringing(Revision commit) {
        Stream<JsonNode> linked =
                http
                        .find(
                                "%s/commit/%s/pullrequests?pagelen=%d"
                                        .formatted(repository, commit, PAGE))
                        .stream()
                        .flatMap(page -> page.path("values").valueStream());
        Stream<JsonNode> recent =
                http.get(
                                "%s/pullrequests?state=MERGED&sort=-updated_on&pagelen=%d"
                                        .formatted(repository, PAGE))
                        .path("values")
                        .valueStream()
                        .filter(node -> isMergedAs(node, commit));
        return Stream.concat(linked, recent)
                .map(node -> Fields.number(node, "/id"))
                .distinct()
                .map(number -> http.get(path(number)))
                .filter(node -> node.path("state").asString("").equals("MERGED"))
                .map(this::read)
                .toList();
    }

    private static boolean isMergedAs(JsonNode node, Revision commit) {
        return Fields.find(node, "/merge_commit/hash")
                .filter(hash -> commit.commit().startsWith(hash))
                .isPresent();
    }

    @Override
    public Set<User> writers(PullRequest pullRequest) {
        Stream<User> authors = commits(pullRequest.number()).map(Account::author);
        return Stream.concat(Stream.of(pullRequest.author()), authors).collect(toUnmodifiableSet());
    }

    private Stream<JsonNode> commits(long number) {
        return pages(path(number) + "/commits?pagelen=100").stream();
    }

    @Override
    public List<Review> reviews(PullRequest pullRequest) {
        String path = path(pullRequest.number());
        JsonNode participants = http.get(path).path("participants");
        return new Participants(pullRequest, pages(path + "/activity?pagelen=" + PAGE))
                .reviews(participants);
    }

    /// Nobody: Bitbucket Cloud tells no groups' members.
    @Override
    public Set<String> members(String team) {
        return Set.of();
    }

    @Override
    public void comment(PullRequest pullRequest, String mark, String markdown) {
        new Comments(http, path(pullRequest.number())).write(mark, markdown);
    }

    @Override
    public void report(Revision commit, CommitStatus status) {
        http.send(
                "POST",
                "%s/commit/%s/statuses/build".formatted(repository, commit),
                Statuses.write(status, project, commit));
    }

    /// Left out.
    @Override
    public void annotate(Revision commit, String name, List<Annotation> problems) {}

    @Override
    public PullRequest propose(Proposal proposal) {
        ObjectNode texts =
                ForgeJson.MAPPER
                        .createObjectNode()
                        .put("title", proposal.title())
                        .put(
                                "description",
                                MarkedText.cut(proposal.body(), Comments.MOST_CHARACTERS));
        Optional<JsonNode> known =
                search(
                                "source.branch.name = %s AND destination.branch.name = %s"
                                        .formatted(
                                                quoted(proposal.branch()), quoted(proposal.base())))
                        .stream()
                        .filter(node -> !isFork(node))
                        .findFirst();
        return read(known.map(node -> rewrite(node, texts)).orElseGet(() -> open(proposal, texts)));
    }

    /// With its reviewers, whom a text without them could remove.
    private JsonNode rewrite(JsonNode known, ObjectNode texts) {
        String path = path(Fields.number(known, "/id"));
        JsonNode now = http.get(path);
        boolean same =
                Stream.of("title", "description")
                        .allMatch(field -> now.path(field).equals(texts.path(field)));
        if (same) {
            return now;
        }
        ObjectNode body = texts.deepCopy();
        ArrayNode reviewers = body.putArray("reviewers");
        now.path("reviewers")
                .forEach(one -> reviewers.addObject().put("uuid", Fields.text(one, "/uuid")));
        return http.send("PUT", path, body);
    }

    private JsonNode open(Proposal proposal, ObjectNode texts) {
        ObjectNode body = texts.deepCopy();
        body.putObject("source").putObject("branch").put("name", proposal.branch());
        body.putObject("destination").putObject("branch").put("name", proposal.base());
        return http.send("POST", repository + "/pullrequests", body);
    }

    private List<JsonNode> search(String criteria) {
        return pages(
                "%s/pullrequests?pagelen=%d&q=%s"
                        .formatted(
                                repository,
                                PAGE,
                                Query.encode("state = \"OPEN\" AND " + criteria)));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private PullRequest read(JsonNode node) {
        long number = Fields.number(node, "/id");
        PullRequest.State state = state(node);
        return new PullRequest(
                number,
                Fields.text(node, "/title"),
                Fields.uri(node, "/links/html/href"),
                Account.user(node.path("author")),
                Fields.text(node, "/destination/branch/name"),
                Fields.text(node, "/source/branch/name"),
                full(number, Fields.text(node, "/source/commit/hash")),
                state,
                state == PullRequest.State.MERGED
                        ? Fields.find(node, "/merge_commit/hash").map(hash -> full(number, hash))
                        : Optional.empty(),
                Fields.isTrue(node, "/draft"),
                isFork(node));
    }

    private static PullRequest.State state(JsonNode node) {
        return switch (Fields.text(node, "/state")) {
            case "OPEN" -> PullRequest.State.OPEN;
            case "MERGED" -> PullRequest.State.MERGED;
            default -> PullRequest.State.CLOSED;
        };
    }

    /// A repository that is no more was another one.
    private static boolean isFork(JsonNode node) {
        return !node.at("/source/repository/full_name")
                .equals(node.at("/destination/repository/full_name"));
    }

    /// The full id of a commit, of which pull requests have the first twelve digits; it is in the
    /// repository, or comes from another one by the pull request. What is only called so, as a
    /// branch may be, is not it.
    private Revision full(long number, String hash) {
        return Fields.revision(hash)
                .or(() ->
                        http.find(repository + "/commit/" + Query.encode(hash))
                                .map(commit -> Fields.revision(commit, "/hash"))
                                .filter(found -> found.commit().startsWith(hash)))
                .orElseGet(() -> among(commits(number), hash));
    }

    private static Revision among(Stream<JsonNode> commits, String hash) {
        JsonNode commit =
                commits.filter(one -> one.path("hash").asString("").startsWith(hash))
                        .findFirst()
                        .orElseGet(ForgeJson.MAPPER::missingNode);
        return Fields.revision(commit, "/hash");
    }

    private List<JsonNode> pages(String path) {
        return http.pagesByField(path, "/next", page -> page.path("values"));
    }

    private String path(long number) {
        return repository + "/pullrequests/" + number;
    }

    @Override
    public void close() {
        http.close();
    }
}
