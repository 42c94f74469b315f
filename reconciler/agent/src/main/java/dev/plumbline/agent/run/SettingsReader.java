package dev.plumbline.agent.run;

import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.Role;
import dev.plumbline.agent.cli.world.Alone.AgentOptions;
import dev.plumbline.agent.run.AgentSettings.Access;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.agent.run.AgentSettings.Token;
import dev.plumbline.gate.CommitTrust;
import dev.plumbline.gate.Floor;
import dev.plumbline.gate.Teams;
import dev.plumbline.repository.SigningKey;
import dev.plumbline.repository.TrustedKeys;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.spec.document.ConfigDocument;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Puts an agent's settings together. Secrets stand in the configuration by name only,
/// `${env:NAME}` or `${file:PATH}`.
final class SettingsReader {
    private static final Pattern SECRET = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final Map<String, String> environment;

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @throws IOException when the configuration cannot be read or is wrong; the message is for
    ///   users
    AgentSettings read(AgentOptions options) throws IOException {
        Fields config =
                options.config().isPresent() ? config(options.config().get()) : Fields.EMPTY;
        Fields listen = config.fields("listen");
        List<Followed> repositories = new ArrayList<>();
        for (Fields repository : items(config, "repositories")) {
            repositories.add(configured(repository, config));
        }
        Duration poll = options.poll().orElse(AgentSettings.POLL);
        options.repository()
                .map(url ->
                        new Followed(
                                Followed.nameOf(absolute(url)),
                                absolute(url),
                                Optional.empty(),
                                options.branch(),
                                poll,
                                floor(Fields.EMPTY, config),
                                Optional.empty()))
                .ifPresent(repositories::add);
        requireNamesApart(repositories);
        return new AgentSettings(
                options.data(),
                listen.text("host").orElse("127.0.0.1"),
                options.port().orElse(number(listen, "port", AgentSettings.PORT)),
                options.servingPort()
                        .orElse(number(listen, "serving_port", AgentSettings.SERVING_PORT)),
                Optional.empty(),
                repositories,
                PlatformSettingsReader.read(config.fields("platforms")),
                access(config.fields("access")),
                signing(config.fields("signing")));
    }

    /// `.` is where the user stands, not a name.
    private static String absolute(String url) {
        boolean path = url.startsWith(".") || url.startsWith("/");
        return path ? Path.of(url).toAbsolutePath().normalize().toString() : url;
    }

    private static Fields config(Path file) throws IOException {
        ConfigDocument document =
                ConfigDocument.readAgent(file.toString(), Files.readAllBytes(file));
        if (!document.problems().isEmpty()) {
            throw new IOException(
                    "the configuration is wrong:\n  "
                            + String.join(
                                    "\n  ",
                                    document.problems().stream().map(Object::toString).toList()));
        }
        return document.fields();
    }

    private Followed configured(Fields repository, Fields config) throws IOException {
        String name = repository.text("name").orElseThrow();
        String url = withCredentials(name, repository);
        return new Followed(
                name,
                url,
                ledger(name, repository.fields("ledger")),
                repository.text("branch"),
                repository.text("poll").map(PlumblineFile::duration).orElse(AgentSettings.POLL),
                floor(repository.fields("policy"), config),
                signatures(repository.fields("policy").fields("signatures")));
    }

    private static Optional<TrustedKeys> signatures(Fields signatures) {
        boolean isRequired =
                signatures.get("required").orElse(Value.Null.NULL) instanceof Value.Bool(var asked)
                        && asked;
        return isRequired
                ? Optional.of(
                        new TrustedKeys(
                                signatures.text("ssh_allowed_signers").map(Path::of),
                                texts(signatures, "openpgp")))
                : Optional.empty();
    }

    private static Optional<SigningKey> signing(Fields signing) {
        return signing.text("ssh")
                .map(file -> SigningKey.ssh(Path.of(file)))
                .or(() -> signing.text("openpgp").map(SigningKey::openpgp));
    }

    private static Floor floor(Fields policy, Fields config) {
        Map<String, Set<String>> teams = new HashMap<>();
        config.fields("access")
                .fields("teams")
                .fields()
                .forEach((team, people) -> teams.put(team, texts(people)));
        return new Floor(
                PlumblineFile.approvals(policy),
                PlumblineFile.pruneGuard(policy),
                new Teams(teams),
                CommitTrust.ALL);
    }

    private Access access(Fields access) throws IOException {
        Caller whoever = Access.ofOperatorAlone().operator();
        Fields operator = access.fields("operator");
        List<Token> tokens = new ArrayList<>();
        for (Fields token : items(access, "tokens")) {
            tokens.add(
                    new Token(
                            resolve(token.text("hash").orElseThrow()).strip(),
                            new Caller(
                                    token.text("name").orElseThrow(),
                                    token.text("role").flatMap(Role::ofWord).orElseThrow(),
                                    texts(token, "mails"),
                                    texts(token, "workspaces"))));
        }
        return new Access(
                new Caller(
                        operator.text("name").orElse(whoever.name()),
                        Role.ADMIN,
                        texts(operator, "mails"),
                        Set.of()),
                tokens);
    }

    private static Set<String> texts(Fields fields, String key) {
        return texts(fields.get(key).orElse(Value.Null.NULL));
    }

    private static Set<String> texts(Value value) {
        return value instanceof Items(var items)
                ? items.stream().map(Value::display).collect(Collectors.toSet())
                : Set.of();
    }

    /// Where the ledgers of a repository are, when they are not in it.
    private Optional<String> ledger(String name, Fields ledger) throws IOException {
        return ledger.isEmpty() ? Optional.empty() : Optional.of(withCredentials(name, ledger));
    }

    /// The URL with the credentials that the configuration names, as the repository takes them.
    private String withCredentials(String name, Fields repository) throws IOException {
        String url = absolute(resolve(repository.text("url").orElseThrow()));
        Fields credentials = repository.fields("credentials");
        Optional<String> token = credentials.text("token");
        if (token.isEmpty()) {
            return url;
        }
        if (!url.matches("(?i)https?://.*")) {
            throw new IOException(
                    "repository %s has credentials, which are for http and https URLs alone; take them away, or follow it over https"
                            .formatted(name));
        }
        String user = credentials.text("username").orElse("git");
        String userInfo = encoded(user) + ":" + encoded(resolve(token.get())) + "@";
        return url.replaceFirst("://([^/@]*@)?", Matcher.quoteReplacement("://" + userInfo));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Names tell workspaces, clones and ledgers of repositories apart.
    private static void requireNamesApart(List<Followed> repositories) throws IOException {
        Set<String> names = new HashSet<>();
        for (Followed each : repositories) {
            if (!names.add(each.name())) {
                throw new IOException(
                        "two repositories are called \"%s\"; give each a name of its own under repositories in the agent's configuration"
                                .formatted(each.name()));
            }
        }
    }

    private String resolve(String text) throws IOException {
        Matcher matcher = SECRET.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(
                    resolved, Matcher.quoteReplacement(secret(matcher.group(1), matcher.group(2))));
        }
        return matcher.appendTail(resolved).toString();
    }

    private String secret(String kind, String name) throws IOException {
        if (kind.equals("file")) {
            return Files.readString(Path.of(name)).strip();
        }
        String value = environment.get(name);
        if (value == null) {
            throw new IOException(
                    "the configuration needs the environment variable "
                            + name
                            + ", which is not set");
        }
        return value;
    }

    private static int number(Fields fields, String key, int otherwise) {
        return fields.get(key).orElse(Value.Null.NULL) instanceof Value.Num(var number, _)
                ? number.intValue()
                : otherwise;
    }

    private static List<Fields> items(Fields fields, String key) {
        return fields.get(key).orElse(Value.Null.NULL) instanceof Items(var items)
                ? items.stream().filter(Fields.class::isInstance).map(Fields.class::cast).toList()
                : List.of();
    }
}
