package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.ScoringClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/// Callers that score without a pause and note every answer that is not 200.
final class Load implements AutoCloseable {
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final AtomicLong answered = new AtomicLong();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean ended;

    Load(ScoringClient client, int callers) {
        for (int i = 0; i < callers; i++) {
            this.callers.add(Thread.ofVirtual().start(() -> call(client)));
        }
    }

    private void call(ScoringClient client) {
        while (!ended) {
            try {
                HttpResponse<String> response = client.score();
                answered.incrementAndGet();
                answers.add(response.body());
                if (response.statusCode() != 200) {
                    failures.add(response.statusCode() + " " + response.body());
                }
            } catch (IOException | InterruptedException e) {
                failures.add(e.toString());
            }
        }
    }

    void awaitAnswer(String body) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answers.contains(body));
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    long answered() {
        return answered.get();
    }

    @Override
    public void close() {
        ended = true;
        try {
            for (Thread caller : callers) {
                caller.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
