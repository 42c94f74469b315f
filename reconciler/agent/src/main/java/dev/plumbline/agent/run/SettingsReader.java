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
import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.SigningKey;
import dev.plumbline.repository.TrustedKeys;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.spec.document.ConfigDocument;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.io.IOException;
import java.net.URI;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts an agent's settings together.
final class SettingsReader {
    private final NamedSecrets secrets;
    private final RemoteReader remotes;

    SettingsReader(Map<String, String> environment) {
        this.secrets = new NamedSecrets(environment);
        this.remotes = new RemoteReader(secrets);
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
                .map(RemoteReader::absolute)
                .map(url ->
                        new Followed(
                                Followed.nameOf(url),
                                RemoteAddress.of(url),
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
                signing(config.fields("signing")),
                publicUrl(listen));
    }

    private static Optional<URI> publicUrl(Fields listen) throws IOException {
        Optional<String> url = listen.text("public_url");
        try {
            return url.map(URI::create);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "listen.public_url is \"%s\", which is no URL: %s; write it as https://plumbline.example.org"
                            .formatted(url.orElse(""), e.getMessage()),
                    e);
        }
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
        Fields ledger = repository.fields("ledger");
        String url = repository.text("url").orElseThrow();
        return new Followed(
                name,
                remotes.read(name, repository),
                ledger.isEmpty() ? Optional.empty() : Optional.of(remotes.read(name, ledger)),
                repository.text("branch"),
                repository.text("poll").map(PlumblineFile::duration).orElse(AgentSettings.POLL),
                floor(repository.fields("policy"), config),
                signatures(repository.fields("policy").fields("signatures")),
                new ForgeReader(secrets)
                        .read(name, RemoteReader.absolute(url), repository.fields("forge")));
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
        addMails(config.fields("access"), teams);
        return new Floor(
                PlumblineFile.approvals(policy),
                PlumblineFile.pruneGuard(policy),
                new Teams(teams),
                CommitTrust.ALL);
    }

    /// Who has which mail address: CODEOWNERS files may name people by theirs.
    private static void addMails(Fields access, Map<String, Set<String>> teams) {
        Stream.concat(Stream.of(access.fields("operator")), items(access, "tokens").stream())
                .forEach(person ->
                        person.text("name")
                                .ifPresent(name ->
                                        texts(person, "mails")
                                                .forEach(mail -> teams.put(mail, Set.of(name)))));
    }

    private Access access(Fields access) throws IOException {
        Caller whoever = Access.ofOperatorAlone().operator();
        Fields operator = access.fields("operator");
        List<Token> tokens = new ArrayList<>();
        for (Fields token : items(access, "tokens")) {
            tokens.add(
                    new Token(
                            secrets.resolve(token.text("hash").orElseThrow()).strip(),
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
