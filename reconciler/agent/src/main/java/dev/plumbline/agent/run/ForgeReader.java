package dev.plumbline.agent.run;

import dev.plumbline.agent.pullrequest.ForgeLink;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.webhooks.Forges;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.github.GithubCredential;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads where the pull requests of a repository are: `forge`. What it leaves out is taken from the
/// repository's URL.
final class ForgeReader {
    private static final Pattern URL =
            Pattern.compile(
                    "(?:[a-z+]+://)?(?:[^/@]*@)?([^/:@]+)(?::[0-9]+)?[/:](.+?)(?:\\.git)?/?");

    private final NamedSecrets secrets;

    ForgeReader(NamedSecrets secrets) {
        this.secrets = secrets;
    }

    /// @param repository its name, for messages
    /// @param url of the repository, without credentials
    /// @throws IOException when something is missing or wrong; the message is for users
    Optional<ForgeLink> read(String repository, String url, Fields forge) throws IOException {
        if (forge.isEmpty()) {
            return Optional.empty();
        }
        String type = forge.text("type").orElseThrow();
        Matcher parts = URL.matcher(url);
        boolean isOnHost = !url.startsWith("/") && parts.matches();
        Optional<String> ofUrl =
                isOnHost ? Optional.of(project(type, parts.group(2))) : Optional.empty();
        String project =
                forge.text("project")
                        .or(() -> ofUrl)
                        .orElseThrow(() -> missing(repository, "project", "acme/fraud-models"));
        Optional<URI> api =
                forge.text("api")
                        .map(text -> text.replaceAll("/+$", ""))
                        .map(URI::create)
                        .or(() -> isOnHost ? Forges.api(type, parts.group(1)) : Optional.empty());
        return Optional.of(
                new ForgeLink(
                        type,
                        project,
                        client(repository, type, project, api, forge),
                        secret(forge, "webhook_secret")));
    }

    /// Azure DevOps has `_git` between a project and its repositories.
    private static String project(String type, String path) {
        return type.equals("azure-devops")
                ? path.replaceFirst("^v3/", "").replace("/_git/", "/")
                : path;
    }

    private Optional<Function<InstantSource, Forge>> client(
            String repository, String type, String project, Optional<URI> api, Fields forge)
            throws IOException {
        Optional<Secret> token = secret(forge, "token");
        Fields app = forge.fields("app");
        if (token.isEmpty() && app.isEmpty()) {
            return Optional.empty();
        }
        if (!app.isEmpty() && (token.isPresent() || !type.equals("github"))) {
            throw new IOException(
                    "repository %s has forge.app, which is for GitHub and stands in the place of a token; take one of them away"
                            .formatted(repository));
        }
        URI base = api.orElseThrow(() -> missing(repository, "api", "https://git.example.com"));
        Function<InstantSource, Forge> open = opening(type, base, project, token, app);
        try {
            open.apply(InstantSource.system()).close();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the forge of repository %s is wrong: %s".formatted(repository, e.getMessage()),
                    e);
        }
        return Optional.of(open);
    }

    private Function<InstantSource, Forge> opening(
            String type, URI base, String project, Optional<Secret> token, Fields app)
            throws IOException {
        if (token.isPresent()) {
            return clock -> Forges.open(type, base, project, token.get(), clock);
        }
        GithubCredential.App credential =
                new GithubCredential.App(
                        app.text("id").orElseThrow(),
                        app.number("installation")
                                .map(number -> OptionalLong.of(number.longValue()))
                                .orElse(OptionalLong.empty()),
                        secret(app, "private_key").orElseThrow());
        return clock -> Forges.openAsApp(base, project, credential, clock);
    }

    private Optional<Secret> secret(Fields fields, String key) throws IOException {
        Optional<String> named = fields.text(key);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Secret(secrets.resolve(named.get()).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException("%s (%s) is empty".formatted(key, named.get()), e);
        }
    }

    private static IOException missing(String repository, String key, String such) {
        return new IOException(
                "the forge of repository %s has no %s, and the repository's URL does not tell; set it, such as %s"
                        .formatted(repository, key, such));
    }
}
