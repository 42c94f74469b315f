package dev.plumbline.webhooks.github;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.Annotation;
import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Authorizer;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.http.Query;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A repository on GitHub, by its REST API of version 2022-11-28, after docs.github.com/rest ("Pull
/// requests", "Pull request reviews", "Commits", "Commit statuses", "Issue comments", "Check runs",
/// "Team members", "GitHub Apps") and the descriptions in the repository github/docs,
/// `src/rest/data/fpt-2022-11-28`.
public final class GithubClient implements Forge {
    /// "Description is too long (maximum is 140 characters)", says the API to a longer one.
    private static final int MOST_DESCRIPTION = 140;

    private final GithubProject project;
    private final ForgeHttp http;
    private final GithubComments comments;
    private final Optional<InstallationTokens> tokens;
    private final Optional<GithubChecks> checks;

    /// @param base `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise Server
    /// @param project `acme/fraud-models`
    /// @throws IllegalArgumentException when the project or an app's private key is malformed
    public GithubClient(
            URI base, String project, GithubCredential credential, InstantSource clock) {
        URI api = URI.create(base.toString().replaceAll("/+$", ""));
        this.project = GithubProject.of(project);
        this.tokens =
                credential instanceof GithubCredential.App app
                        ? Optional.of(new InstallationTokens(api, this.project, app, clock))
                        : Optional.empty();
        this.http = new ForgeHttp(api, authorizer(credential, tokens), clock);
        this.comments = new GithubComments(http, this.project, credential);
        this.checks =
                credential instanceof GithubCredential.App app
                        ? Optional.of(new GithubChecks(http, this.project, app.id()))
                        : Optional.empty();
    }

    private static Authorizer authorizer(
            GithubCredential credential, Optional<InstallationTokens> tokens) {
        return switch (credential) {
            case GithubCredential.Token(var token) ->
                    request -> GithubHeaders.put(request, token.reveal());
            case GithubCredential.App _ -> tokens.orElseThrow();
        };
    }

    @Override
    public Set<Feature> features() {
        Set<Feature> features = EnumSet.allOf(Feature.class);
        if (checks.isEmpty()) {
            features.remove(Feature.ANNOTATIONS);
        }
        return features;
    }

    @Override
    public List<PullRequest> open(String branch) {
        return pulls("/pulls?state=open&per_page=100&base=" + Query.encode(branch));
    }

    @Override
    public PullRequest pullRequest(long number) {
        return GithubJson.pullRequest(http.get(project.path() + "/pulls/" + number));
    }

    /// As GitHub associates pull requests with a commit, whichever way they were merged (`GET
    /// /repos/{owner}/{repo}/commits/{commit_sha}/pulls`).
    @Override
    public List<PullRequest> bringing(Revision commit) {
        return pulls("/commits/" + commit + "/pulls?per_page=100").stream()
                .filter(pull -> pull.state() == PullRequest.State.MERGED)
                .toList();
    }

    private List<PullRequest> pulls(String path) {
        return http.pages(project.path() + path).stream().map(GithubJson::pullRequest).toList();
    }

    @Override
    public Set<User> writers(PullRequest pullRequest) {
        return new GithubWriters(http, project).of(pullRequest);
    }

    @Override
    public List<Review> reviews(PullRequest pullRequest) {
        return new GithubReviews(http, project).of(pullRequest);
    }

    /// Members of the teams below it too, as GitHub counts them. A team without its organisation is
    /// one of the project's owner.
    @Override
    public Set<String> members(String team) {
        int slash = team.indexOf('/');
        String organisation = slash < 0 ? project.owner() : team.substring(0, slash);
        String path =
                "/orgs/%s/teams/%s/members?per_page=100"
                        .formatted(
                                Query.encode(organisation),
                                Query.encode(team.substring(slash + 1)));
        return http.pages(path).stream()
                .map(member -> Fields.text(member, "/login"))
                .collect(Collectors.toSet());
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
                        .put("state", status.state().name().toLowerCase(Locale.ROOT))
                        .put("context", status.context())
                        .put("description", MarkedText.line(status.text(), MOST_DESCRIPTION));
        status.page()
                .filter(page -> List.of("http", "https").contains(page.getScheme()))
                .ifPresent(page -> body.put("target_url", page.toString()));
        http.send("POST", project.path() + "/statuses/" + commit, body);
    }

    @Override
    public void annotate(Revision commit, String name, List<Annotation> problems) {
        checks.ifPresent(found -> found.write(commit, name, problems));
    }

    @Override
    public PullRequest propose(Proposal proposal) {
        try {
            return proposed(proposal).orElseGet(() -> opened(proposal));
        } catch (ForgeException e) {
            // Someone else may have opened it meanwhile.
            if (e.reason() != Reason.REFUSED) {
                throw e;
            }
            return proposed(proposal).orElseThrow(() -> e);
        }
    }

    private PullRequest opened(Proposal proposal) {
        JsonNode body =
                ForgeJson.MAPPER
                        .createObjectNode()
                        .put("title", proposal.title())
                        .put("head", proposal.branch())
                        .put("base", proposal.base())
                        .put("body", proposal.body());
        return GithubJson.pullRequest(http.send("POST", project.path() + "/pulls", body));
    }

    /// The open pull request of the same branches, with the texts of the proposal.
    private Optional<PullRequest> proposed(Proposal proposal) {
        String path =
                "/pulls?state=open&per_page=100&head=%s&base=%s"
                        .formatted(
                                Query.encode(project.owner() + ":" + proposal.branch()),
                                Query.encode(proposal.base()));
        return http.pages(project.path() + path).stream()
                .filter(node -> isOf(GithubJson.pullRequest(node), proposal))
                .findFirst()
                .map(node -> renewed(node, proposal));
    }

    private static boolean isOf(PullRequest pull, Proposal proposal) {
        return !pull.fork()
                && pull.branch().equals(proposal.branch())
                && pull.base().equals(proposal.base());
    }

    private PullRequest renewed(JsonNode pull, Proposal proposal) {
        if (pull.path("title").asString("").equals(proposal.title())
                && pull.path("body").asString("").equals(proposal.body())) {
            return GithubJson.pullRequest(pull);
        }
        JsonNode body =
                ForgeJson.MAPPER
                        .createObjectNode()
                        .put("title", proposal.title())
                        .put("body", proposal.body());
        String path = project.path() + "/pulls/" + Fields.number(pull, "/number");
        return GithubJson.pullRequest(http.send("PATCH", path, body));
    }

    @Override
    public void close() {
        http.close();
        tokens.ifPresent(InstallationTokens::close);
    }
}
