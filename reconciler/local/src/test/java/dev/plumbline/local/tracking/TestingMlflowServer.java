package dev.plumbline.local.tracking;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.MlflowCall;
import dev.plumbline.local.tracking.protocol.MlflowResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The tracking API on a loopback port, for the clients of one agent: those with the token of a run
/// are its script, others read.
final class TestingMlflowServer implements AutoCloseable {
    private static final String BEARER = "Bearer ";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MlflowApi api;
    private final RunTokens tokens;

    TestingMlflowServer(MlflowApi api, RunTokens tokens) throws IOException {
        this.api = api;
        this.tokens = tokens;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/mlflow", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mlflow";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            MlflowResponse response =
                    api.handle(
                            new MlflowCall(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI()
                                            .getPath()
                                            .substring("/mlflow".length()),
                                    query(exchange),
                                    exchange.getRequestBody(),
                                    client(exchange)));
            try (InputStream body = response.body()) {
                exchange.getResponseHeaders().set("Content-Type", response.contentType());
                exchange.sendResponseHeaders(response.status(), 0);
                body.transferTo(exchange.getResponseBody());
            }
        }
    }

    private Client client(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(header -> header.startsWith(BEARER))
                .flatMap(header -> tokens.tree(header.substring(BEARER.length())))
                .<Client>map(Client.Script::new)
                .orElseGet(Client.Reader::new);
    }

    private static Map<String, List<String>> query(HttpExchange exchange) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String each : query == null ? new String[0] : query.split("&")) {
            String[] pair = each.split("=", 2);
            parameters
                    .computeIfAbsent(
                            URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                            _ -> new ArrayList<>())
                    .add(URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
