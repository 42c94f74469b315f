package dev.plumbline.repository.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Git's own HTTP server, `git http-backend`, behind the CGI (RFC 3875) of a small server.
final class TestingGitHttp implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path root;
    private final String login;
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private volatile Optional<Integer> answer = Optional.empty();
    private volatile int bytes = Integer.MAX_VALUE;
    private volatile Optional<String> redirect = Optional.empty();

    private TestingGitHttp(HttpServer server, Path root, String login) {
        this.server = server;
        this.root = root;
        this.login = login;
    }

    /// @param root the folder of the repositories
    /// @param login `user:password`
    /// @param tls empty for plain HTTP
    static TestingGitHttp start(int port, Path root, String login, Optional<SSLContext> tls) {
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            HttpServer server =
                    tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, 0);
            TestingGitHttp running = new TestingGitHttp(server, root, login);
            server.createContext("/", running::serve);
            server.setExecutor(running.threads);
            server.start();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpsServer secure(InetSocketAddress address, SSLContext tls)
            throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Whoever asks gets this status from now on.
    void answerAlways(int status) {
        answer = Optional.of(status);
    }

    /// Breaks every answer off after so many bytes.
    void breakOffAfter(int limit) {
        bytes = limit;
    }

    /// Whoever asks is sent to another server.
    void redirectTo(String base) {
        redirect = Optional.of(base);
    }

    /// The `Authorization` headers that came.
    List<String> logins() {
        return List.copyOf(logins);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            if (header != null) {
                logins.add(header);
            }
            String expected =
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(login.getBytes(StandardCharsets.UTF_8));
            if (redirect.isPresent()) {
                exchange.getResponseHeaders()
                        .set("Location", redirect.get() + exchange.getRequestURI());
                exchange.sendResponseHeaders(302, -1);
            } else if (answer.isPresent()) {
                exchange.sendResponseHeaders(answer.get(), -1);
            } else if (!expected.equals(header)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            } else {
                runBackend(exchange);
            }
        }
    }

    private void runBackend(HttpExchange exchange) throws IOException {
        ProcessBuilder git =
                new ProcessBuilder("git", "-c", "http.receivepack=true", "http-backend")
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> cgi = git.environment();
        cgi.put("GIT_PROJECT_ROOT", root.toString());
        cgi.put("GIT_HTTP_EXPORT_ALL", "1");
        cgi.put("REQUEST_METHOD", exchange.getRequestMethod());
        cgi.put("PATH_INFO", exchange.getRequestURI().getPath());
        cgi.put("QUERY_STRING", text(exchange.getRequestURI().getRawQuery()));
        cgi.put("REMOTE_USER", "ada");
        cgi.put("CONTENT_TYPE", text(exchange.getRequestHeaders().getFirst("Content-Type")));
        cgi.put("GIT_PROTOCOL", text(exchange.getRequestHeaders().getFirst("Git-Protocol")));
        cgi.put(
                "HTTP_CONTENT_ENCODING",
                text(exchange.getRequestHeaders().getFirst("Content-Encoding")));
        byte[] body = exchange.getRequestBody().readAllBytes();
        cgi.put("CONTENT_LENGTH", String.valueOf(body.length));
        Process process = git.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(body);
        }
        try (InputStream out = new BufferedInputStream(process.getInputStream())) {
            int status = 200;
            for (String line = line(out); !line.isEmpty(); line = line(out)) {
                String[] header = line.split(": ", 2);
                if (header[0].equals("Status")) {
                    status = Integer.parseInt(header[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(header[0], header[1]);
                }
            }
            byte[] whole = out.readAllBytes();
            exchange.sendResponseHeaders(status, whole.length);
            exchange.getResponseBody().write(whole, 0, Math.min(whole.length, bytes));
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
