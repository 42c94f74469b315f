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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How long it takes from the start of the agent until `/readyz` answers 200, with and without an
/// AOT cache (JEP 483, 514) that a run of the agent before has trained; rounds take turns.
/// Arguments: the agent's jar, how many rounds.
void main(String[] arguments) throws Exception {
    Path jar = Path.of(arguments[0]).toAbsolutePath();
    int rounds = Integer.parseInt(arguments[1]);
    Path work = Files.createTempDirectory("readiness");
    Path remote = work.resolve("specs.git");
    run("git", "init", "--quiet", "--bare", "--initial-branch=main", remote.toString());
    Path cache = work.resolve("agent.aot");
    ready(jar, remote, work, "-XX:AOTCacheOutput=" + cache);
    if (!Files.exists(cache)) {
        throw new IOException("this Java made no AOT cache");
    }
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
        without.add(ready(jar, remote, work, "-Xshare:auto"));
        with.add(ready(jar, remote, work, "-XX:AOTCache=" + cache));
    }
    System.out.printf(
            "%d rounds, medians%nwithout AOT cache  %8.0f ms%nwith AOT cache     %8.0f ms   %.2f times%nits size           %8d MB%n",
            rounds,
            median(without),
            median(with),
            median(with) / median(without),
            Files.size(cache) >> 20);
}

/// Starts an agent, and ends it when it is ready.
double ready(Path jar, Path remote, Path work, String option) throws Exception {
    int port = freePort();
    long begun = System.nanoTime();
    Process agent =
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx1g",
                            "-XX:+UseCompactObjectHeaders",
                            "--enable-native-access=ALL-UNNAMED",
                            option,
                            "-jar",
                            jar.toString(),
                            "agent",
                            "--repo",
                            remote.toString(),
                            "--data",
                            Files.createTempDirectory(work, "data").toString(),
                            "--port",
                            Integer.toString(port),
                            "--serving-port",
                            Integer.toString(freePort()))
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("agent.log").toFile())
                    .start();
    try (HttpClient client = HttpClient.newHttpClient()) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
        while (!isReady(client, request)) {
            if (!agent.isAlive() || System.nanoTime() - begun > TimeUnit.MINUTES.toNanos(2)) {
                throw new IOException("not ready: " + Files.readString(work.resolve("agent.log")));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return (System.nanoTime() - begun) / 1e6;
    } finally {
        agent.destroy();
        agent.waitFor();
    }
}

boolean isReady(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
        return false;
    }
}

int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
    }
}

void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IOException("failed: " + Arrays.toString(command));
    }
}

double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
}
