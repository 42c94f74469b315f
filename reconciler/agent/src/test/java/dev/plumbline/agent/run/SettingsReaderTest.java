package dev.plumbline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.agent.cli.world.Alone.AgentOptions;
import dev.plumbline.agent.loop.ObserveIntervals;
import dev.plumbline.agent.loop.PlatformSettings;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.platform.limit.CallLimits;
import dev.plumbline.resource.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

        assertThat(settings.repositories().getFirst().url())
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
                        "repository fraud has credentials, which are for http and https URLs alone; take them away, or follow it over https");
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
