package dev.plumbline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.agent.cli.world.Alone.AgentOptions;
import dev.plumbline.agent.loop.ObserveIntervals;
import dev.plumbline.agent.loop.PlatformSettings;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.platform.limit.CallLimits;
import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.transport.Credentials;
import dev.plumbline.repository.transport.KnownHosts;
import dev.plumbline.repository.transport.SshKey;
import dev.plumbline.resource.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsReaderTest {
    @TempDir private Path folder;

    @Test
    void eachRepositoryHasItsOwnNameBranchIntervalAndFloor() throws IOException {
        AgentSettings settings =
                read(
                        """
                        repositories:
                          - name: fraud
                            url: https://git.example.org/fraud.git
                            branch: release
                            poll: 2m
                            policy: {approvals: [{resources: ["model/*"], required: 2, from: [ada, grace]}]}
                          - name: churn
                            url: https://git.example.org/churn.git
                        """);

        assertThat(settings.repositories())
                .extracting(Followed::name, Followed::branch, Followed::poll)
                .containsExactly(
                        tuple("fraud", Optional.of("release"), Duration.ofMinutes(2)),
                        tuple("churn", Optional.empty(), AgentSettings.POLL));
        assertThat(settings.repositories())
                .extracting(each -> each.floor().approvals().size())
                .containsExactly(1, 0);
    }

    @Test
    void credentialsComeFromWhereTheConfigurationNamesThem() throws IOException {
        AgentSettings settings =
                read(
                        """
                        repositories:
                          - name: fraud
                            url: https://git.example.org/fraud.git
                            credentials: {username: bot, token: "${env:GIT_TOKEN}"}
                        """);

        assertThat(settings.repositories().getFirst().remote().url())
                .isEqualTo("https://bot:s%2Fecret%40@git.example.org/fraud.git");
        assertThat(settings).asString().doesNotContain("ecret");
    }

    @Test
    void credentialsForAPathAreRefused() {
        assertThatThrownBy(() ->
                        read(
                                """
                                repositories:
                                  - {name: fraud, url: /srv/fraud.git, credentials: {token: "${env:GIT_TOKEN}"}}
                                """))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "repository fraud has credentials.token, which is for http and https URLs alone; take it away, or follow the repository over https");
    }

    @Test
    void keysAndKnownHostsAreForSshUrls() throws IOException {
        AgentSettings settings =
                read(
                        """
                        repositories:
                          - name: fraud
                            url: git@git.example.org:fraud.git
                            credentials:
                              {ssh_key: keys/fraud, ssh_key_passphrase: "${env:GIT_TOKEN}", known_hosts: hosts}
                            ledger:
                              url: ssh://git@git.example.org:2222/ledger.git
                              credentials: {known_hosts: ["git.example.org ssh-ed25519 AAAA"]}
                        """);

        Followed fraud = settings.repositories().getFirst();
        assertThat(fraud.remote().credentials())
                .isEqualTo(
                        new Credentials(
                                Optional.of(
                                        new SshKey(Path.of("keys/fraud"), Optional.of("s/ecret@"))),
                                Optional.of(new KnownHosts.Named(Path.of("hosts"))),
                                Optional.empty()));
        assertThat(fraud.ledger().orElseThrow().credentials().knownHosts())
                .hasValue(new KnownHosts.Written(List.of("git.example.org ssh-ed25519 AAAA")));
        assertThat(fraud.remote()).asString().doesNotContain("ecret");
    }

    @Test
    void anAuthorityIsForHttps() throws IOException {
        AgentSettings settings =
                read(
                        """
                        repositories:
                          - name: fraud
                            url: https://git.example.org/fraud.git
                            credentials: {token: "${env:GIT_TOKEN}", ca_file: ca.pem}
                        """);

        assertThat(settings.repositories().getFirst().remote().credentials().caFile())
                .hasValue(Path.of("ca.pem"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    https://git.example.org/fraud.git | ssh_key: id                            | credentials.ssh_key, which is for SSH URLs alone
                    https://git.example.org/fraud.git | known_hosts: hosts                     | credentials.known_hosts, which is for SSH URLs alone
                    git@git.example.org:fraud.git     | ca_file: ca.pem                        | credentials.ca_file, which is for http and https URLs alone
                    ssh://git.example.org/fraud.git   | token: "${env:GIT_TOKEN}"              | credentials.token, which is for http and https URLs alone
                    git@git.example.org:fraud.git     | ssh_key_passphrase: "${env:GIT_TOKEN}" | ssh_key
                    git@git.example.org:fraud.git     | {}                                     | credentials
                    git@git.example.org:fraud.git     | ssh_key: id, ssh_key_passphrase: open  | a secret by name
                    """)
    void credentialsOfNoUseAreRefused(String url, String credentials, String why) {
        String fields = credentials.equals("{}") ? "{}" : "{" + credentials + "}";
        assertThatThrownBy(() ->
                        read(
                                """
                                repositories:
                                  - {name: fraud, url: "%s", credentials: %s}
                                """
                                        .formatted(url, fields)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    @Test
    void twoRepositoriesOfOneNameAreRefused() {
        assertThatThrownBy(() ->
                        read(
                                """
                                repositories:
                                  - {name: fraud, url: /srv/one.git}
                                  - {name: fraud, url: /srv/other.git}
                                """))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("two repositories are called \"fraud\"");
    }

    @Test
    void aPlatformIsObservedAsOftenAsTheConfigurationSays() throws IOException {
        AgentSettings settings =
                read(
                        """
                        repositories: [{name: fraud, url: /srv/fraud.git}]
                        platforms:
                          local: {type: local, observe: {every: 10s, kinds: {model: 1h}}}
                          azure:
                            {type: azureml, subscription_id: s, resource_group: g, workspace: w}
                        """);

        assertThat(settings.platforms().get("local"))
                .extracting(PlatformSettings::observe)
                .isEqualTo(
                        new ObserveIntervals(
                                Duration.ofSeconds(10), Map.of(Kind.MODEL, Duration.ofHours(1))));
        assertThat(settings.platforms()).containsEntry("azure", PlatformSettings.REMOTE);
    }

    @Test
    void aPlatformIsAskedNoMoreThanTheConfigurationSays() throws IOException {
        AgentSettings settings =
                read(
                        """
                        repositories: [{name: fraud, url: /srv/fraud.git}]
                        platforms:
                          local:
                            type: local
                            limits: {concurrency: 4, calls_per_second: 20, faults: 2, pause: 1m}
                        """);

        assertThat(settings.platforms().get("local"))
                .extracting(PlatformSettings::limits)
                .isEqualTo(new CallLimits(4, Optional.of(20), 2, Duration.ofMinutes(1)));
    }

    @Test
    void theLedgersMayBeInARepositoryOfTheirOwn() throws IOException {
        AgentSettings settings =
                read(
                        """
                        repositories:
                          - name: fraud
                            url: https://example.org/fraud.git
                            ledger:
                              url: https://example.org/fraud-ledger.git
                              credentials: {token: "${env:GIT_TOKEN}"}
                        """);

        assertThat(settings.repositories().getFirst().ledger())
                .map(RemoteAddress::url)
                .hasValue("https://git:s%2Fecret%40@example.org/fraud-ledger.git");
    }

    @Test
    void aKindThatIsNoneIsRefused() {
        assertThatThrownBy(() ->
                        read(
                                """
                                repositories: [{name: fraud, url: /srv/fraud.git}]
                                platforms: {local: {type: local, observe: {kinds: {modell: 1h}}}}
                                """))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "platforms.local.observe.kinds names \"modell\", which is no kind; the kinds are ");
    }

    private AgentSettings read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yml"), yaml);
        return new SettingsReader(Map.of("GIT_TOKEN", "s/ecret@"))
                .read(
                        new AgentOptions(
                                Optional.empty(),
                                Optional.empty(),
                                folder,
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                Optional.of(file),
                                false));
    }
}
