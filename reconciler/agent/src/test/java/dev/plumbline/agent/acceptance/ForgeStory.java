package dev.plumbline.agent.acceptance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.plumbline.agent.pullrequest.ForgeLink;
import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.Forges;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.testing.StubbedForge;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A forge whose API answers, in its documented shapes, as one pull request goes its way: opened,
/// approved by someone who did not write it, and squashed into `main`.
abstract class ForgeStory implements AutoCloseable {
    static final String SECRET = "hook";
    static final String PENDING = "PENDING";
    static final String SUCCESS = "SUCCESS";
    static final JsonMapper JSON = JsonMapper.shared();

    /// A webhook as the forge sends it.
    record Hook(Map<String, String> headers, String body) {}

    final StubbedForge api;
    private final String word;
    private final String project;
    private final String base;
    private final Revision headOfAnswers;
    private final Revision mergedOfAnswers;
    private Revision head;
    private Revision merged;

    /// @param word of the forge in the agent's configuration
    /// @param folder of its documented answers
    /// @param base the path of its API
    /// @param headOfAnswers the digit of which they make the head
    /// @param mergedOfAnswers the digit of which they make what the merge left
    ForgeStory(
            String word,
            String folder,
            String base,
            String project,
            char headOfAnswers,
            char mergedOfAnswers) {
        this.word = word;
        this.project = project;
        this.base = base;
        this.api = new StubbedForge(folder, base);
        this.headOfAnswers = new Revision(String.valueOf(headOfAnswers).repeat(40));
        this.mergedOfAnswers = new Revision(String.valueOf(mergedOfAnswers).repeat(40));
        this.head = this.headOfAnswers;
        this.merged = this.mergedOfAnswers;
    }

    /// As the agent's configuration has it.
    ForgeLink link() {
        return new ForgeLink(
                word,
                project,
                Optional.of(clock -> Forges.open(word, url(), project, new Secret("token"), clock)),
                Optional.of(new Secret(SECRET)));
    }

    /// Of which clients are told.
    URI url() {
        return api.url();
    }

    /// Who approves, as policies name them.
    String approver() {
        return "carol";
    }

    /// The page that the ledger names beside the approval.
    abstract String reviewPage();

    /// The refs that have the pull request's head.
    abstract List<String> headRefs();

    /// No pull request is open, and none brought the first commit.
    abstract void begins(Revision first);

    final Hook opens(Revision commit) {
        head = commit;
        return opened();
    }

    final List<Hook> merges(Revision commit) {
        merged = commit;
        return squashed();
    }

    /// The pull request is open.
    ///
    /// @return what tells of it
    abstract Hook opened();

    /// The approver approves the head; nothing tells of it.
    abstract void approves();

    /// The pull request was squashed into `main`.
    ///
    /// @return what tells of the push and of the pull request
    abstract List<Hook> squashed();

    /// The states of the status `plumbline/prod` of a commit, the oldest first, in the words of
    /// [dev.plumbline.webhooks.forge.CommitStatus.State].
    abstract List<String> statuses(Revision commit);

    /// The texts of the comments that were written, the oldest first.
    abstract List<String> comments();

    final Revision head() {
        return head;
    }

    final Revision merged() {
        return merged;
    }

    /// An answer, or a webhook, about the commits of this story.
    final String json(String file) {
        return api.json(file)
                .replace(headOfAnswers.commit(), head.commit())
                .replace(mergedOfAnswers.commit(), merged.commit());
    }

    final void get(String path, String body) {
        api.answer("GET", path, aResponse().withBody(body));
    }

    final void getNone(String path) {
        get(path, "[]");
    }

    /// Something is written, and the forge says what it has.
    final void takes(String path, String body) {
        api.answer("POST", path, aResponse().withStatus(201).withBody(body));
    }

    /// What was written to a path, the oldest first.
    final List<JsonNode> written(String path) {
        return api.requests("POST").stream()
                .filter(request -> request.getUrl().equals(base + path))
                .map(LoggedRequest::getBodyAsString)
                .map(JSON::readTree)
                .toList();
    }

    /// The first of a list.
    static String firstOf(String list) {
        return JSON.readTree(list).get(0).toString();
    }

    /// The HMAC-SHA256 of a body by the secret, in hexadecimal digits.
    static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        api.close();
    }

    @Override
    public String toString() {
        return word;
    }
}
