package dev.plumbline.agent.demo;

import static dev.plumbline.agent.demo.Stage.ENDPOINT;
import static dev.plumbline.agent.demo.Stage.TRAFFIC;
import static dev.plumbline.agent.demo.Stage.WORKSPACE;
import static dev.plumbline.agent.demo.Stage.text;

import dev.plumbline.agent.client.Load;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// The seven chapters. Each is a real commit; what is told of it is what the API, the endpoint and
/// Git said.
final class Story {
    private static final String JOB_FILE = "jobs/train-pipeline.yml";
    private static final String ENDPOINT_FILE = "endpoints/fraud-detection.yml";
    private static final String GREEN_FILE = "endpoints/green.yml";
    private static final int MEASURED = 1_000;

    private final Stage stage;
    private final PrintWriter out;
    private final RandomGenerator random;
    private final List<Chapter> chapters = new ArrayList<>();
    private final List<String> toRevert = new ArrayList<>();
    private String head = "";

    Story(Stage stage, PrintWriter out, RandomGenerator random) {
        this.stage = stage;
        this.out = out;
        this.random = random;
    }

    List<Chapter> tell() throws IOException, InterruptedException {
        firstCommit();
        newHyperparameter();
        trafficShift();
        handEdit();
        brokenCommit();
        revert();
        lineage();
        return chapters;
    }

    @FunctionalInterface
    private interface Telling {
        void tell(Map<String, Object> observed) throws IOException, InterruptedException;
    }

    private void chapter(String title, Telling telling) throws IOException, InterruptedException {
        out.println();
        out.println((chapters.size() + 1) + ". " + title);
        out.flush();
        long begin = System.nanoTime();
        Map<String, Object> observed = new LinkedHashMap<>();
        telling.tell(observed);
        double seconds = Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
        chapters.add(new Chapter(title, head, seconds, observed));
        say(String.format(Locale.ROOT, "took %.1f s", seconds));
    }

    private void say(String line) {
        out.println("   " + line);
        out.flush();
    }

    private void push(String message) throws IOException {
        head = stage.repository().push(message);
        say("commit " + head.substring(0, 7) + " pushed: " + message);
    }

    private void tellApplied(Map<String, Object> observed)
            throws IOException, InterruptedException {
        stage.applied(head);
        Map<String, Integer> actions = stage.applied(stage.history(), head);
        observed.put("plan", actions);
        say("in the ledger: " + actions);
    }

    private void firstCommit() throws IOException, InterruptedException {
        chapter(
                "A first commit becomes a served model",
                observed -> {
                    push("Train, register and deploy the fraud model");
                    say(
                            "the first telling installs the environment's Python packages, once; that takes a minute or two");
                    tellApplied(observed);
                    JsonNode run = stage.runs().getFirst();
                    tellRun(observed, run);
                    try (Load load = stage.load()) {
                        HttpResponse<String> answer = load.score();
                        String deployment =
                                answer.headers().firstValue("azureml-model-deployment").orElse("");
                        observed.put("status", answer.statusCode());
                        observed.put("deployment", deployment);
                        observed.put("answer", answer.body());
                        say(
                                "a request to "
                                        + ENDPOINT
                                        + ": "
                                        + answer.statusCode()
                                        + " from "
                                        + deployment
                                        + ": "
                                        + answer.body());
                    }
                });
    }

    private void tellRun(Map<String, Object> observed, JsonNode run) {
        observed.put("run", text(run, "id"));
        observed.put("steps", Stage.steps(run));
        List<String> registered =
                run.path("registered").valueStream().map(each -> each.asString("")).toList();
        observed.put("registered", registered);
        Map<String, Double> metrics = new LinkedHashMap<>();
        run.path("metrics")
                .properties()
                .forEach(metric -> metrics.put(metric.getKey(), metric.getValue().asDouble()));
        observed.put("metrics", metrics);
        say("run " + text(run, "id") + ": " + Stage.steps(run));
        say("registered " + registered + " with " + metrics);
    }

    private void newHyperparameter() throws IOException, InterruptedException {
        chapter(
                "A hyperparameter changes: what depends on it runs again, green comes beside blue",
                observed -> {
                    BigDecimal rate = BigDecimal.valueOf(random.nextInt(11, 30), 2);
                    observed.put("learning_rate", rate);
                    stage.repository()
                            .edit(
                                    JOB_FILE,
                                    "learning_rate: 0.1\n",
                                    "learning_rate: " + rate.toPlainString() + "\n");
                    String blue =
                            Files.readString(
                                    stage.repository().folder().resolve("endpoints/blue.yml"));
                    Files.writeString(
                            stage.repository().folder().resolve(GREEN_FILE),
                            blue.replace("name: blue", "name: green")
                                    .replace("fraud-detection-model:1", "fraud-detection-model:2"));
                    push(
                            "Learn at a rate of "
                                    + rate.toPlainString()
                                    + ", and deploy that model as green");
                    toRevert.addFirst(head);
                    tellApplied(observed);
                    tellRun(observed, stage.runs().getFirst());
                });
    }

    private void trafficShift() throws IOException, InterruptedException {
        chapter(
                "Traffic moves: 90/10, then all of it",
                observed -> {
                    stage.repository()
                            .edit(ENDPOINT_FILE, "  blue: 100\n", "  blue: 90\n  green: 10\n");
                    push("Give green a tenth of the traffic");
                    toRevert.addFirst(head);
                    tellApplied(observed);
                    measure(observed, "canary");
                    stage.repository()
                            .edit(
                                    ENDPOINT_FILE,
                                    "  blue: 90\n  green: 10\n",
                                    "  blue: 0\n  green: 100\n");
                    push("Give green all the traffic");
                    toRevert.addFirst(head);
                    stage.applied(head);
                    measure(observed, "full");
                });
    }

    private void measure(Map<String, Object> observed, String name)
            throws IOException, InterruptedException {
        try (Load load = stage.load()) {
            Load.Counts counts = load.run(MEASURED);
            observed.put(name, counts(counts));
            say(MEASURED + " requests: " + counts.answered() + ", " + counts.failed() + " failed");
        }
    }

    private static Map<String, Object> counts(Load.Counts counts) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("requests", counts.total());
        values.put("answered", counts.answered());
        values.put("failed", counts.failed());
        return values;
    }

    private void handEdit() throws IOException, InterruptedException {
        chapter(
                "Someone edits the traffic by hand: found, named, put back",
                observed -> {
                    stage.setTraffic(Map.of("blue", 50, "green", 50), "someone in a portal");
                    say("on the platform, past Git: blue 50, green 50");
                    JsonNode drifted =
                            stage.await(
                                    "the edit to be found",
                                    workspace -> status(workspace, TRAFFIC).equals("OutOfSync"));
                    observed.put("found", message(drifted));
                    JsonNode resource = stage.resource(TRAFFIC);
                    List<String> fields = fields(resource);
                    observed.put("fields", fields);
                    say("found: " + message(drifted));
                    fields.forEach(field -> say("  " + field));
                    stage.applied(head);
                    JsonNode healed = stage.resource(TRAFFIC).path("live").path("traffic");
                    observed.put("traffic", healed.toString());
                    say("put back: " + healed);
                });
    }

    private static List<String> fields(JsonNode resource) {
        return resource.path("fields")
                .valueStream()
                .map(field ->
                        text(field, "path") + ": " + field.path("from") + " -> " + field.path("to"))
                .toList();
    }

    private static JsonNode find(JsonNode workspace, String id) {
        return workspace
                .path("resources")
                .valueStream()
                .filter(resource -> text(resource, "id").equals(id))
                .findFirst()
                .orElseGet(() -> workspace.path("nothing"));
    }

    private static String status(JsonNode workspace, String id) {
        return text(find(workspace, id), "sync");
    }

    private static String message(JsonNode workspace) {
        return text(find(workspace, TRAFFIC), "message");
    }

    private void brokenCommit() throws IOException, InterruptedException {
        chapter(
                "A broken commit is refused, and the endpoint goes on answering",
                observed -> {
                    try (Load load = stage.load()) {
                        Load.Running running = load.start();
                        stage.repository()
                                .edit(GREEN_FILE, "instance_count: 1", "instance_count: two");
                        push("Scale green");
                        toRevert.addFirst(head);
                        JsonNode refused =
                                stage.await(
                                        "the commit to be refused",
                                        workspace ->
                                                text(workspace, "revision").equals(head)
                                                        && !text(workspace, "message").isEmpty());
                        observed.put("refused", text(refused, "message"));
                        say(text(refused, "message"));
                        Load.Counts counts = running.stop();
                        observed.put("load", counts(counts));
                        say(
                                "meanwhile "
                                        + counts.total()
                                        + " requests, "
                                        + counts.failed()
                                        + " failed");
                    }
                });
    }

    private void revert() throws IOException, InterruptedException {
        chapter(
                "git revert: back to blue and its model, under load",
                observed -> {
                    int runs = stage.runs().size();
                    try (Load load = stage.load()) {
                        Load.Running running = load.start();
                        head = stage.repository().revert(toRevert);
                        say(
                                "reverted "
                                        + toRevert.size()
                                        + " commits; the head is "
                                        + head.substring(0, 7));
                        tellApplied(observed);
                        Load.Counts counts = running.stop();
                        observed.put("load", counts(counts));
                        say(
                                "meanwhile "
                                        + counts.total()
                                        + " requests, "
                                        + counts.failed()
                                        + " failed");
                        Load.Counts after = load.run(100);
                        observed.put("after", counts(after));
                        say("now " + after.answered());
                    }
                    observed.put("runs", stage.runs().size() - runs);
                    observed.put(
                            "model",
                            stage.resource("online-deployment/" + ENDPOINT + "/blue")
                                    .at("/live/model/$resolved/version")
                                    .asString(""));
                    say("no job ran again: what it would make is known");
                });
    }

    private void lineage() throws IOException, InterruptedException {
        chapter(
                "From the answer back to the data, the code, the commit and its author",
                observed -> {
                    JsonNode lineage = stage.lineage("online-deployment/" + ENDPOINT + "/blue");
                    List<String> nodes =
                            lineage.path("nodes")
                                    .valueStream()
                                    .map(node -> text(node, "id"))
                                    .toList();
                    observed.put("lineage", nodes);
                    // The edges come sources first; a reader begins at the answer.
                    lineage.path("edges")
                            .valueStream()
                            .toList()
                            .reversed()
                            .forEach(edge ->
                                    say(
                                            text(edge, "from")
                                                    + "  "
                                                    + text(edge, "relation")
                                                    + "  "
                                                    + text(edge, "to")));
                    List<String> ledger = stage.repository().ledger(WORKSPACE, 20);
                    observed.put("ledger", ledger);
                    say("git log refs/plumbline/ledger/" + WORKSPACE + ":");
                    ledger.forEach(line -> say("  " + line));
                });
    }
}
