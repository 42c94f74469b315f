package dev.plumbline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.agent.api.AccessTokens;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.Role;
import dev.plumbline.agent.cli.world.Alone.AgentOptions;
import dev.plumbline.repository.TrustedKeys;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.PruneGuard;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent's configuration says of who may do what.
class AccessSettingsTest {
    /// SHA-256 of `secret`.
    private static final String HASH =
            "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    @TempDir Path folder;

    private AgentSettings read(String config) throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yml"), config);
        return new SettingsReader(Map.of("HASH", HASH, "WRONG", "secret"))
                .read(options(Optional.of(file)));
    }

    private AgentOptions options(Optional<Path> config) {
        return new AgentOptions(
                Optional.empty(),
                Optional.empty(),
                folder.resolve("data"),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                config,
                false);
    }

    @Test
    void aTokenIsKnownByItsHashAlone() throws IOException {
        AgentSettings settings =
                read(
                        """
                        access:
                          operator: {name: ada, mails: [ada@example.org]}
                          tokens:
                            - {name: grace, role: approver, hash: "${env:HASH}", mails: [grace@example.org]}
                            - {name: ci, role: operator, hash: "${env:HASH}", workspaces: [fraud/staging]}
                        """);

        AccessTokens tokens = settings.access().with("the agent's own");

        assertThat(tokens.caller("the agent's own"))
                .hasValue(new Caller("ada", Role.ADMIN, Set.of("ada@example.org"), Set.of()));
        assertThat(tokens.caller("secret"))
                .hasValue(
                        new Caller("grace", Role.APPROVER, Set.of("grace@example.org"), Set.of()));
        assertThat(tokens.caller(HASH)).isEmpty();
        assertThat(settings.toString()).doesNotContain(HASH);
    }

    @Test
    void whatIsNoHashIsRefusedWithoutRepeatingIt() throws IOException {
        AgentSettings settings =
                read("access: {tokens: [{name: ci, role: viewer, hash: \"${env:WRONG}\"}]}");

        assertThatThrownBy(() -> settings.access().with("own"))
                .hasMessageContaining("the hash of access token \"ci\" is no SHA-256")
                .hasMessageNotContaining("secret");
    }

    @Test
    void withoutConfigurationTheUserIsTheOperator() throws IOException {
        AgentSettings settings = new SettingsReader(Map.of()).read(options(Optional.empty()));

        assertThat(settings.access().operator().role()).isEqualTo(Role.ADMIN);
        assertThat(settings.access().tokens()).isEmpty();
    }

    @Test
    void theFloorHoldsTeamsApprovalsTheGuardAndKeys() throws IOException {
        AgentSettings settings =
                read(
                        """
                        repositories:
                          - name: fraud
                            url: https://example.org/fraud.git
                            policy:
                              approvals: [{resources: ["model/*"]}]
                              prune_guard: {max_share: 0.1, confirm: [job]}
                              signatures:
                                required: true
                                ssh_allowed_signers: signers
                                openpgp: ["0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567"]
                          - name: other
                            url: https://example.org/other.git
                            policy: {signatures: {required: false, openpgp: ["0123456789ABCDEF0123456789ABCDEF01234567"]}}
                        access:
                          teams: {ml-leads: [ada, grace]}
                          tokens: [{name: grace, role: viewer, hash: "${env:HASH}", mails: [grace@example.org]}]
                        """);
        var fraud = settings.repositories().getFirst();

        assertThat(fraud.floor().teams().isNamed("grace", List.of("@ml-leads"))).isTrue();
        assertThat(fraud.floor().teams().isNamed("grace", List.of("Grace@example.org"))).isTrue();
        assertThat(fraud.floor().teams().isNamed("ada", List.of("grace@example.org"))).isFalse();
        assertThat(fraud.floor().approvals())
                .singleElement()
                .satisfies(
                        rule -> assertThat(rule.covers(ResourceId.parse("model/fraud"))).isTrue());
        assertThat(fraud.floor().pruneGuard())
                .isEqualTo(new PruneGuard(new BigDecimal("0.1"), 5, Set.of("job")));
        assertThat(fraud.signatures())
                .hasValue(
                        new TrustedKeys(
                                Optional.of(Path.of("signers")),
                                Set.of("0123456789abcdef0123456789abcdef01234567")));
        assertThat(settings.repositories().getLast().signatures()).isEmpty();
        assertThat(settings.repositories().getLast().floor().pruneGuard())
                .isEqualTo(PruneGuard.NONE);
    }
}
