package dev.plumbline.agent.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.webhooks.Forges;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Reception;
import dev.plumbline.webhooks.receive.Subscription;
import dev.plumbline.webhooks.receive.WebhookDesk;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies that trickle, or stop coming.
final class SlowBodiesTest {
    private static final int SLOW = 100;
    private static final int LENGTH = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(20);
    private static final Secret SECRET = new Secret("the secret of fraud-models");

    private final CountDownLatch reading = new CountDownLatch(SLOW);

    private Mount webhooks() {
        WebhookDesk desk =
                new WebhookDesk(
                        Forges.hooks(InstantSource.system()),
                        List.of(new Subscription("gitlab", "acme/fraud-models", SECRET, _ -> {})));
        return new Mount(
                "/webhooks",
                Mount.Access.OPEN,
                WebhookDesk.MOST_BYTES,
                request -> {
                    reading.countDown();
                    Reception reception =
                            desk.receive(
                                    request.method(),
                                    request.path(),
                                    request.headers(),
                                    request.body());
                    return new Mount.Answer(
                            reception.status(),
                            "text/plain",
                            new ByteArrayInputStream(reception.message().getBytes(UTF_8)));
                });
    }

    /// A webhook that is authentic.
    private static String head(String path, int length) {
        return String.join(
                "\r\n",
                "POST " + path + " HTTP/1.1",
                "Host: 127.0.0.1",
                "Authorization: Bearer " + AgentFixture.TOKEN,
                "X-Gitlab-Event: Note Hook",
                "X-Gitlab-Token: " + SECRET.reveal(),
                "Content-Type: application/json",
                "Content-Length: " + length,
                "",
                "");
    }

    @Test
    void manyThatTrickleKeepNoGoodWebhookWaitingAndAreEnded() throws Exception {
        try (AgentFixture agent = new AgentFixture(LONGEST, webhooks());
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> slow = new ArrayList<>();
            for (int i = 0; i < SLOW; i++) {
                slow.add(
                        senders.submit(
                                () -> slowly(agent.port(), "/webhooks/gitlab", BETWEEN_BYTES)));
            }
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(good(agent.port())).isEqualTo(202);

            assertThat(slow).noneMatch(Future::isDone);
            for (Future<Integer> each : slow) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(408);
            }
            assertThat(good(agent.port())).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/webhooks/gitlab, 20",
        "/webhooks/gitlab, 3600000",
        "/api/v1/sync, 20",
        "/api/v1/sync, 3600000"
    })
    void aBodyThatDoesNotComeInTimeIsARequestTimeout(String path, long millisBetweenBytes)
            throws Exception {
        try (AgentFixture agent = new AgentFixture(Duration.ofMillis(500), webhooks())) {
            long begun = System.nanoTime();

            assertThat(slowly(agent.port(), path, Duration.ofMillis(millisBetweenBytes)))
                    .isEqualTo(408);

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        }
    }

    private static int good(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = head("/webhooks/gitlab", 2) + "{}";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return status(socket);
        }
    }

    /// @return the status of the answer, after which the server closes the connection
    private static int slowly(int port, String path, Duration between) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(head(path, LENGTH).getBytes(US_ASCII));
            Thread sender =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < LENGTH; i++) {
                                        out.write(' ');
                                        LockSupport.parkNanos(between.toNanos());
                                    }
                                } catch (IOException _) {
                                    // The server has closed the connection.
                                }
                            });
            try {
                return status(socket);
            } finally {
                sender.interrupt();
            }
        }
    }

    private static int status(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        String line = reader.readLine();
        return line == null ? 0 : Integer.parseInt(line.split(" ")[1]);
    }
}
