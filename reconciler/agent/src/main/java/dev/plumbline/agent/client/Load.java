package dev.plumbline.agent.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Scores an endpoint again and again and counts who answered.
public final class Load implements AutoCloseable {
    private static final int CLIENTS = 4;

    /// What came of requests.
    ///
    /// @param answered how many each deployment answered
    /// @param failed how many had no good answer
    public record Counts(Map<String, Integer> answered, int failed) {
        public int total() {
            return answered.values().stream().mapToInt(Integer::intValue).sum() + failed;
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI endpoint;
    private final String key;
    private final String body;
    private volatile boolean closed;

    public Load(URI endpoint, String key, String body) {
        this.endpoint = endpoint;
        this.key = key;
        this.body = body;
    }

    /// One request.
    public HttpResponse<String> score() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /// So many requests, several at a time.
    public Counts run(int requests) throws InterruptedException {
        Running running = start(requests);
        return running.await();
    }

    /// Requests until it is stopped.
    public Running start() {
        return start(Integer.MAX_VALUE);
    }

    private Running start(int requests) {
        Running running = new Running(requests);
        running.begin();
        return running;
    }

    /// Requests under way.
    public final class Running {
        private final AtomicInteger left;
        private final AtomicInteger failed = new AtomicInteger();
        private final Map<String, Integer> answered = new TreeMap<>();
        private final List<Thread> clients = new ArrayList<>();

        private Running(int requests) {
            left = new AtomicInteger(requests);
        }

        private void begin() {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofVirtual().start(this::client));
            }
        }

        private void client() {
            while (!closed && left.getAndDecrement() > 0) {
                try {
                    HttpResponse<String> response = score();
                    if (response.statusCode() == 200) {
                        count(
                                response.headers()
                                        .firstValue("azureml-model-deployment")
                                        .orElse("unknown"));
                    } else {
                        failed.incrementAndGet();
                    }
                } catch (IOException _) {
                    failed.incrementAndGet();
                } catch (InterruptedException _) {
                    return;
                }
            }
        }

        private synchronized void count(String deployment) {
            answered.merge(deployment, 1, Integer::sum);
        }

        /// Lets the requests under way end and counts.
        public Counts stop() throws InterruptedException {
            left.set(0);
            return await();
        }

        private Counts await() throws InterruptedException {
            for (Thread client : clients) {
                client.join();
            }
            synchronized (this) {
                return new Counts(Map.copyOf(answered), failed.get());
            }
        }
    }

    /// Ends what is under way too.
    @Override
    public void close() {
        closed = true;
        http.close();
    }
}
