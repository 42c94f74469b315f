import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An agent in a process of its own, started as `./plumb agent --config` starts it, that hears
/// GitHub's webhooks and polls so rarely that it hears of a commit by its webhook or not at all.
final class BenchAgent implements AutoCloseable {
    private static final String SECRET = "the secret of the webhooks";

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private BenchAgent(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    static BenchAgent start(Path jar, Path remote, String forge, Path work) throws Exception {
        int port = freePort();
        Path config = work.resolve("agent.yml");
        Files.writeString(
                config,
                """
                listen: {port: %d, serving_port: %d}
                repositories:
                  - name: specs
                    url: %s
                    branch: main
                    poll: 24h
                    forge:
                      type: github
                      api: %s
                      project: acme/specs
                      token: ${env:BENCH_TOKEN}
                      webhook_secret: ${env:BENCH_SECRET}
                """
                        .formatted(port, freePort(), remote.toUri(), forge));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx1g",
                                "-XX:+UseCompactObjectHeaders",
                                "--enable-native-access=ALL-UNNAMED"));
        String options = System.getenv("PLUMB_JAVA_OPTS");
        if (options != null && !options.isBlank()) {
            command.addAll(List.of(options.strip().split("\\s+")));
        }
        command.addAll(List.of("-jar", jar.toString(), "agent", "--config", config.toString()));
        command.addAll(List.of("--data", work.resolve("data").toString()));
        Path log = work.resolve("agent.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("BENCH_TOKEN", "token");
        builder.environment().put("BENCH_SECRET", SECRET);
        return new BenchAgent(builder.start(), port, log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Tells of a push, signed as GitHub signs, and waits until the agent has taken it.
    void push(String before, String after) throws Exception {
        byte[] body =
                """
                {"ref": "refs/heads/main", "before": "%s", "after": "%s", "created": false, "deleted": false,
                 "forced": false, "repository": {"id": 900, "name": "specs", "full_name": "acme/specs"},
                 "pusher": {"name": "ada", "email": "ada@example.org"},
                 "head_commit": {"id": "%s", "message": "Change 1 files"}}
                """
                        .formatted(before, after, after)
                        .getBytes(UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        HttpRequest request =
                HttpRequest.newBuilder(uri("/webhooks/github"))
                        .header("Content-Type", "application/json")
                        .header("X-GitHub-Event", "push")
                        .header("X-GitHub-Delivery", after)
                        .header(
                                "X-Hub-Signature-256",
                                "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 202) {
            throw new IOException("the webhook was answered with " + status);
        }
    }

    void awaitSynced() throws Exception {
        long begun = System.nanoTime();
        while (!status().contains("\"sync\":\"Synced\"")) {
            requireRunning(begun);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private String status() throws InterruptedException {
        try {
            String body = get("/api/v1/workspaces");
            // The workspace's own, before its resources'.
            int resources = body.indexOf("\"resources\"");
            return resources < 0 ? "" : body.substring(0, resources).replaceAll("\\s", "");
        } catch (IOException _) {
            return "";
        }
    }

    String get(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(uri(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /// @throws IOException when the agent has ended, or when nothing came of what was asked in time
    void requireRunning(long begun) throws IOException {
        if (!process.isAlive() || System.nanoTime() - begun > TimeUnit.MINUTES.toNanos(20)) {
            throw new IOException("the agent does not get on: " + Files.readString(log));
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() throws Exception {
        client.close();
        process.destroy();
        process.waitFor();
    }
}
