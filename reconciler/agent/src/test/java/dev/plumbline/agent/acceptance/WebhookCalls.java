package dev.plumbline.agent.acceptance;

import dev.plumbline.webhooks.forge.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Webhooks of GitHub as good and bad people send them, over plain sockets: an HTTP client would
/// not keep a rate, nor tell how much of a refused body was taken.
final class WebhookCalls implements AutoCloseable {
    private static final int CONNECTIONS = 20;
    private static final int PIECE = 1 << 16;
    private static final String NOBODYS = "sha256=" + "0".repeat(64);

    private final int port;
    private final String body;
    private final Secret secret;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    WebhookCalls(String url, String project, Secret secret) {
        this.port = URI.create(url).getPort();
        this.body =
                "{\"ref\": \"refs/heads/main\", \"repository\": {\"full_name\": \"%s\"}}"
                        .formatted(project);
        this.secret = secret;
    }

    /// How a body says where it ends.
    enum Body {
        DECLARED,
        CHUNKED
    }

    /// @param sent bytes of the body, until it was refused
    record Refused(int status, long sent) {}

    /// What happens during a flood.
    interface Meanwhile {
        void run() throws Exception;
    }

    /// The answer to a push that is signed.
    int push(String id) throws IOException {
        try (KeptConnection connection = new KeptConnection(port)) {
            return connection.ask(request(id, signature()));
        }
    }

    /// The answers to pushes that nobody signed, by their status: so many a second at most.
    Map<Integer, Integer> flood(int perSecond, Duration time, Meanwhile meanwhile)
            throws Exception {
        int each = (int) (perSecond * time.toSeconds() / CONNECTIONS);
        long pauseNanos = time.toNanos() / each;
        List<Future<Map<Integer, Integer>>> floods = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            String name = "bad-" + i + "-";
            Callable<Map<Integer, Integer>> sender = () -> send(name, each, pauseNanos);
            floods.add(senders.submit(sender));
        }
        meanwhile.run();
        return sum(floods);
    }

    private static Map<Integer, Integer> sum(List<Future<Map<Integer, Integer>>> floods)
            throws InterruptedException, ExecutionException {
        Map<Integer, Integer> answers = new TreeMap<>();
        for (Future<Map<Integer, Integer>> flood : floods) {
            flood.get().forEach((status, count) -> answers.merge(status, count, Integer::sum));
        }
        return answers;
    }

    private Map<Integer, Integer> send(String name, int count, long pauseNanos) throws IOException {
        Map<Integer, Integer> answers = new TreeMap<>();
        long start = System.nanoTime();
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int i = 0; i < count; i++) {
                LockSupport.parkNanos(start + i * pauseNanos - System.nanoTime());
                answers.merge(connection.ask(request(name + i, NOBODYS)), 1, Integer::sum);
            }
        }
        return answers;
    }

    /// Sends as much of a body as is taken until it is answered.
    Refused postHuge(Body kind, long bytes) throws IOException {
        AtomicLong sent = new AtomicLong();
        try (KeptConnection connection = new KeptConnection(port)) {
            String length =
                    switch (kind) {
                        case DECLARED -> "Content-Length: " + bytes;
                        case CHUNKED -> "Transfer-Encoding: chunked";
                    };
            connection.write(head("huge", NOBODYS, length));
            Future<Long> _ = senders.submit(() -> pour(connection, kind, bytes, sent));
            return new Refused(connection.status(), sent.get());
        }
    }

    /// Ends with an [IOException] when the other side or the caller closes the connection.
    private static long pour(KeptConnection connection, Body kind, long bytes, AtomicLong sent)
            throws IOException {
        String piece = "x".repeat(PIECE);
        String framed =
                switch (kind) {
                    case DECLARED -> piece;
                    case CHUNKED -> Integer.toHexString(PIECE) + "\r\n" + piece + "\r\n";
                };
        while (sent.get() < bytes) {
            connection.write(framed);
            sent.addAndGet(PIECE);
        }
        return sent.get();
    }

    private String request(String id, String signature) {
        return head(id, signature, "Content-Length: " + body.length()) + body;
    }

    private static String head(String id, String signature, String length) {
        return String.join(
                "\r\n",
                "POST /webhooks/github HTTP/1.1",
                "Host: 127.0.0.1",
                "Content-Type: application/json",
                "X-GitHub-Event: push",
                "X-GitHub-Delivery: " + id,
                "X-Hub-Signature-256: " + signature,
                length,
                "",
                "");
    }

    private String signature() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            return "sha256="
                    + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        senders.close();
    }
}
