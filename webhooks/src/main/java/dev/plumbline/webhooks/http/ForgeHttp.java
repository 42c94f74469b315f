package dev.plumbline.webhooks.http;

import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.json.ForgeJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Calls of one forge's API, below its base URL alone: no redirect is followed, and no link leads
/// elsewhere, so that credentials reach nobody else. Rate limits are kept to without asking. Safe
/// for use by many threads.
public final class ForgeHttp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_PAGES = 20;

    /// Azure DevOps answers so, with a page to sign in at, when it does not accept a token.
    private static final int SIGN_IN = 203;

    private final URI base;
    private final Authorizer authorizer;
    private final RateLimit limit;
    private final Validators validators = new Validators();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// @param base without a slash at the end: `https://api.github.com`
    public ForgeHttp(URI base, Authorizer authorizer, InstantSource clock) {
        this.base = base;
        this.authorizer = authorizer;
        this.limit = new RateLimit(clock);
    }

    /// @param path below the base, beginning with a slash, encoded, with its query
    public JsonNode get(String path) {
        return read(url(path)).json();
    }

    /// As [#get(String)]; empty when there is no such thing.
    public Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (ForgeException e) {
            if (e.reason() == Reason.NOT_THERE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The items of every page, by the header `Link`. A list of more than 20 pages is refused.
    ///
    /// @param items those of one page: the page itself, or a field of it
    public List<JsonNode> pages(String path, Function<JsonNode, JsonNode> items) {
        return follow(path, items, answer -> answer.next().map(this::own));
    }

    public List<JsonNode> pages(String path) {
        return pages(path, page -> page);
    }

    /// The items of every page, where a field of each page has the whole URL of the next one.
    ///
    /// @param link pointer of that field: `/next`
    public List<JsonNode> pagesByField(
            String path, String link, Function<JsonNode, JsonNode> items) {
        return follow(
                path, items, answer -> answer.json().at(link).stringValueOpt().map(this::own));
    }

    /// The items of every page, where a header of each page has what the query says to get the next
    /// one.
    ///
    /// @param path with a query
    /// @param parameter of the query
    public List<JsonNode> pagesByToken(
            String path, String header, String parameter, Function<JsonNode, JsonNode> items) {
        return follow(
                path,
                items,
                answer ->
                        answer.header(header)
                                .map(token -> path + "&" + parameter + "=" + Query.encode(token))
                                .map(this::url));
    }

    private List<JsonNode> follow(
            String path,
            Function<JsonNode, JsonNode> items,
            Function<Answer, Optional<URI>> following) {
        List<JsonNode> all = new ArrayList<>();
        Optional<URI> next = Optional.of(url(path));
        for (int page = 0; page < MOST_PAGES && next.isPresent(); page++) {
            Answer answer = read(next.get());
            items.apply(answer.json()).forEach(all::add);
            next = following.apply(answer);
        }
        if (next.isPresent()) {
            // What is left out could be what decides, such as the newest review.
            throw new ForgeException(
                    Reason.REFUSED,
                    "%s has more than %d pages of %s, which is more than is read"
                            .formatted(base.getHost(), MOST_PAGES, path));
        }
        return all;
    }

    /// Sends JSON.
    ///
    /// @param method `POST`, `PUT`, `PATCH`
    public JsonNode send(String method, String path, JsonNode body) {
        HttpRequest.Builder request = request(url(path)).header("Content-Type", "application/json");
        BodyPublisher publisher =
                BodyPublishers.ofByteArray(ForgeJson.MAPPER.writeValueAsBytes(body));
        Answer answer = exchange(request.method(method, publisher).build());
        return answer.size() == 0 ? ForgeJson.MAPPER.createObjectNode() : answer.json();
    }

    public void delete(String path) {
        exchange(request(url(path)).DELETE().build());
    }

    private Answer read(URI url) {
        Optional<Answer> known = validators.get(url.toString());
        HttpRequest.Builder request = request(url).GET();
        known.flatMap(answer -> answer.header("ETag"))
                .ifPresent(tag -> request.header("If-None-Match", tag));
        HttpResponse<InputStream> response = transfer(request.build());
        if (response.statusCode() == 304 && known.isPresent()) {
            closeQuietly(response.body());
            return known.get();
        }
        Answer answer = judged(response);
        validators.put(url.toString(), answer);
        return answer;
    }

    private Answer exchange(HttpRequest request) {
        return judged(transfer(request));
    }

    private HttpRequest.Builder request(URI url) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url)
                        .timeout(PATIENCE)
                        .header("Accept", "application/json")
                        .header("User-Agent", "plumbline");
        authorizer.authorize(request);
        return request;
    }

    private URI url(String path) {
        return URI.create(base + path);
    }

    /// A link that the forge gave.
    private URI own(String link) {
        if (!leads(link)) {
            throw new ForgeException(
                    Reason.REFUSED,
                    "%s links its next page to another host, which is not followed; set `api` to the URL by which the forge knows itself"
                            .formatted(base.getHost()));
        }
        return base.resolve(link);
    }

    /// Whether a link leads to the base's own host.
    private boolean leads(String link) {
        try {
            URI url = base.resolve(link);
            return base.getScheme().equals(url.getScheme())
                    && base.getAuthority().equals(url.getAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private HttpResponse<InputStream> transfer(HttpRequest request) {
        limit.until()
                .ifPresent(moment -> {
                    throw limited(moment);
                });
        try {
            HttpResponse<InputStream> response = accepted(request);
            if (limit.heed(response.statusCode(), response.headers())) {
                closeQuietly(response.body());
                throw limited(limit.until().orElse(Instant.EPOCH));
            }
            return response;
        } catch (IOException e) {
            throw new ForgeException(
                    Reason.UNAVAILABLE,
                    "%s does not answer (%s); it is asked again".formatted(base.getHost(), e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ForgeException(Reason.UNAVAILABLE, "the agent stops", e);
        }
    }

    /// The answer, for a second time when credentials ran out before they were expected to.
    private HttpResponse<InputStream> accepted(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = sent(request);
        if (response.statusCode() != 401 || !authorizer.renew(request)) {
            return response;
        }
        closeQuietly(response.body());
        HttpRequest.Builder again =
                HttpRequest.newBuilder(
                        request, (name, _) -> !name.equalsIgnoreCase("Authorization"));
        authorizer.authorize(again);
        return sent(again.build());
    }

    private HttpResponse<InputStream> sent(HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private ForgeException limited(Instant moment) {
        return new ForgeException(
                Reason.LIMITED,
                "%s takes no more calls before %s".formatted(base.getHost(), moment),
                Optional.of(moment),
                null);
    }

    private Answer judged(HttpResponse<InputStream> response) {
        byte[] body = body(response);
        int status = response.statusCode();
        if (status / 100 == 2 && status != SIGN_IN) {
            return new Answer(response.uri(), response.headers(), body);
        }
        String call = response.request().method() + " " + response.uri().getPath();
        String said = Said.in(body);
        if (status == 403 && said.contains("secondary rate limit")) {
            throw limited(limit.refuse());
        }
        throw switch (status) {
            case 401, 403, SIGN_IN ->
                    new ForgeException(
                            Reason.DENIED,
                            "%s denies %s with status %d%s; check the token of the forge in the agent's configuration and what it may do"
                                    .formatted(base.getHost(), call, status, said));
            case 404, 410 ->
                    new ForgeException(
                            Reason.NOT_THERE,
                            "%s knows no %s%s; check `api` and `project`, and whether the token may see it"
                                    .formatted(base.getHost(), call, said));
            default ->
                    status >= 500
                            ? new ForgeException(
                                    Reason.UNAVAILABLE,
                                    "%s answers %s with status %d%s; it is asked again"
                                            .formatted(base.getHost(), call, status, said))
                            : new ForgeException(
                                    Reason.REFUSED,
                                    "%s refuses %s with status %d%s"
                                            .formatted(base.getHost(), call, status, said));
        };
    }

    private byte[] body(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw new ForgeException(
                        Reason.REFUSED,
                        "%s answers %s with more than %d bytes"
                                .formatted(base.getHost(), response.uri().getPath(), MOST_BYTES));
            }
            return body;
        } catch (IOException e) {
            throw new ForgeException(
                    Reason.UNAVAILABLE,
                    "the answer of %s broke off (%s); it is asked again"
                            .formatted(base.getHost(), e),
                    e);
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException _) {
            // Nothing in it is wanted.
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
