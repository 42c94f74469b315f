package dev.plumbline.webhooks.github;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.Annotation;
import dev.plumbline.webhooks.http.Fields;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.MarkedText;
import dev.plumbline.webhooks.http.Query;
import dev.plumbline.webhooks.json.ForgeJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Gatherers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Problems at file and line, as annotations of check runs, which only GitHub Apps may write
/// (docs.github.com, "REST API endpoints for check runs"). Annotations can be added but not taken
/// away, so that other problems make another run of the same name, which GitHub then shows instead.
final class GithubChecks {
    /// "The Checks API limits the number of annotations to a maximum of 50 per API request."
    private static final int A_REQUEST = 50;

    private static final int MOST = 1_000;
    private static final int MOST_TITLE = 255;

    /// A message has at most 64 KB; a character at most four bytes.
    private static final int MOST_MESSAGE = 16_000;

    private final ForgeHttp http;
    private final GithubProject project;
    private final String app;

    GithubChecks(ForgeHttp http, GithubProject project, String app) {
        this.http = http;
        this.project = project;
        this.app = app;
    }

    /// @param app its id or client id
    static boolean isOf(JsonNode integration, String app) {
        return integration.path("id").asString("").equals(app)
                || integration.path("client_id").asString("").equals(app);
    }

    void write(Revision commit, String name, List<Annotation> problems) {
        String digest = digest(problems);
        Optional<JsonNode> latest = latest(commit, name);
        boolean nothingToTell = latest.isEmpty() && problems.isEmpty();
        if (!nothingToTell && latest.filter(run -> tells(run, digest)).isEmpty()) {
            create(commit, name, digest, problems);
        }
    }

    private Optional<JsonNode> latest(Revision commit, String name) {
        String path =
                project.path()
                        + "/commits/%s/check-runs?filter=latest&per_page=100&check_name=%s"
                                .formatted(commit, Query.encode(name));
        return http.pages(path, page -> page.path("check_runs")).stream()
                .filter(run -> isOf(run.path("app"), app))
                .findFirst();
    }

    private static boolean tells(JsonNode run, String digest) {
        return run.path("status").asString("").equals("completed")
                && run.path("external_id").asString("").equals(digest);
    }

    private void create(Revision commit, String name, String digest, List<Annotation> problems) {
        List<List<Annotation>> parts =
                problems.stream().limit(MOST).gather(Gatherers.windowFixed(A_REQUEST)).toList();
        ObjectNode run = part(problems, parts.isEmpty() ? List.of() : parts.getFirst());
        run.put("name", name).put("head_sha", commit.commit()).put("external_id", digest);
        long id =
                Fields.number(
                        http.send(
                                "POST",
                                project.path() + "/check-runs",
                                ended(run, problems, parts.size() <= 1)),
                        "/id");
        for (int i = 1; i < parts.size(); i++) {
            http.send(
                    "PATCH",
                    project.path() + "/check-runs/" + id,
                    ended(part(problems, parts.get(i)), problems, i == parts.size() - 1));
        }
    }

    /// A run in progress ends with its last part, so that one that broke off is written anew.
    private static ObjectNode ended(ObjectNode run, List<Annotation> problems, boolean last) {
        return last
                ? run.put("status", "completed").put("conclusion", conclusion(problems))
                : run.put("status", "in_progress");
    }

    private static String conclusion(List<Annotation> problems) {
        if (problems.isEmpty()) {
            return "success";
        }
        return problems.stream().anyMatch(Annotation::error) ? "failure" : "neutral";
    }

    private static ObjectNode part(List<Annotation> problems, List<Annotation> some) {
        ObjectNode run = ForgeJson.MAPPER.createObjectNode();
        ObjectNode output = run.putObject("output");
        output.put("title", title(problems)).put("summary", summary(problems));
        ArrayNode annotations = output.putArray("annotations");
        some.forEach(problem -> fill(annotations.addObject(), problem));
        return run;
    }

    private static void fill(ObjectNode node, Annotation problem) {
        node.put("path", problem.path())
                .put("start_line", problem.line())
                .put("end_line", problem.line())
                .put("annotation_level", problem.error() ? "failure" : "warning")
                .put("title", MarkedText.line(problem.title(), MOST_TITLE))
                .put("message", MarkedText.cut(problem.message(), MOST_MESSAGE));
    }

    private static String title(List<Annotation> problems) {
        long errors = problems.stream().filter(Annotation::error).count();
        return problems.isEmpty()
                ? "No problems"
                : "%d errors, %d warnings".formatted(errors, problems.size() - errors);
    }

    private static String summary(List<Annotation> problems) {
        String title = title(problems) + ".";
        return problems.size() <= MOST
                ? title
                : title + " The first %d are shown at their lines.".formatted(MOST);
    }

    /// What tells these problems from others.
    private static String digest(List<Annotation> problems) {
        return UUID.nameUUIDFromBytes(problems.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
