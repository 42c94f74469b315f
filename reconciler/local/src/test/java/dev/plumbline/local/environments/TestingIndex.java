package dev.plumbline.local.environments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A package index on the loopback that holds one wheel and answers only when it is released: so
/// that a build stands still in its middle.
final class TestingIndex implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final TestingWheel wheel;

    TestingIndex(TestingWheel wheel) throws IOException {
        this.wheel = wheel;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    EnvironmentDefinition definition() {
        return Definitions.requirements(
                "--index-url http://127.0.0.1:%d/simple\n%s\n"
                        .formatted(server.getAddress().getPort(), wheel.name()));
    }

    /// Waits until somebody wants something.
    void awaitQuestion() throws InterruptedException {
        asked.await();
    }

    void release() {
        released.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.countDown();
        try {
            released.await();
        } catch (InterruptedException _) {
            exchange.close();
            return;
        }
        boolean page = exchange.getRequestURI().getPath().startsWith("/simple/");
        byte[] body =
                page
                        ? "<a href=\"/%1$s\">%1$s</a>"
                                .formatted(wheel.fileName())
                                .getBytes(StandardCharsets.UTF_8)
                        : wheel.bytes();
        exchange.getResponseHeaders()
                .set("Content-Type", page ? "text/html" : "application/octet-stream");
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
