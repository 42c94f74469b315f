package dev.plumbline.spec.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.TestingSpecs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The workspaces that a `plumbline.yml` declares, and what is wrong with one.
class PlumblineFileTest {
    @TempDir Path folder;

    private SpecSet load(String text) {
        return new TestingSpecs(folder).file("plumbline.yml", text).load();
    }

    private WorkspaceConfig only(String workspace) {
        return load("workspaces:\n  - " + workspace + "\n").workspaces().getFirst().config();
    }

    private String problem(String workspaces) {
        SpecSet specs = load("workspaces:\n" + workspaces);
        assertThat(specs.workspaces()).isEmpty();
        assertThat(specs.problems()).hasSize(1).allMatch(problem -> problem.isError());
        return specs.problems().getFirst().toString();
    }

    @Test
    void aWorkspaceHasDefaults() {
        WorkspaceConfig config = only("name: demo");

        assertThat(config.declared()).isTrue();
        assertThat(config.platform()).isEqualTo("local");
        assertThat(config.includes("any/where.yml")).isTrue();
        assertThat(config.policy().sync()).isEqualTo(SyncPolicy.DEFAULT);
        assertThat(config.policy().approvals()).isEmpty();
    }

    @Test
    void everyPartOfAWorkspaceIsRead() {
        WorkspaceConfig config =
                only(
                        """
                        name: prod
                            platform: azure
                            include: ["fraud/**"]
                            exclude: ["**/experiments/**"]
                            tokens: {REGION: westeurope, REPLICAS: 3, SAFE: true}
                            sync: {automated: false, prune: no, self_heal: off, grace_period: 90s, keep_warm: 0s}
                            approvals:
                              - resources: ["online-endpoint/*"]
                                required: 2
                                from: ["@ml-leads", ada]
                              - resources: ["model/fraud"]
                        """);

        assertThat(config.platform()).isEqualTo("azure");
        assertThat(config.includes("fraud/a/b.yml")).isTrue();
        assertThat(config.includes("other/a.yml")).isFalse();
        assertThat(config.includes("fraud/experiments/a.yml")).isFalse();
        assertThat(config.tokens())
                .containsEntry("REGION", "westeurope")
                .containsEntry("REPLICAS", "3")
                .containsEntry("SAFE", "true");
        assertThat(config.policy().sync())
                .isEqualTo(
                        new SyncPolicy(
                                false,
                                false,
                                false,
                                Duration.ofSeconds(90),
                                Duration.ZERO,
                                List.of(),
                                PruneGuard.DEFAULT));
        assertThat(config.policy().approvals())
                .extracting(ApprovalRule::required)
                .containsExactly(2, 1);
        assertThat(config.policy().approvals().getFirst().from())
                .containsExactly("@ml-leads", "ada");
    }

    @ParameterizedTest
    @CsvSource({
        "online-endpoint/*, online-endpoint/fraud, true",
        "online-endpoint/*, online-deployment/fraud/blue, true",
        "online-endpoint/fraud, traffic/fraud, true",
        "online-endpoint/fraud, traffic/churn, false",
        "online-endpoint/*, model/fraud, false",
        "model/*, model/fraud, true",
        "online-deployment/fraud/*, online-deployment/fraud/blue, true",
        "online-deployment/fraud/*, online-endpoint/fraud, false",
        "**, job/jobs/train, true",
        "job/*, job/jobs/train, true",
        "job/jobs/*, job/other/train, false",
        "online-deployment/*, online-deployment/fraud/blue, true",
        "online-deployment/*, traffic/fraud, false",
    })
    void aRuleOverAnEndpointCoversWhatBelongsToIt(String rule, String id, boolean covered) {
        ApprovalRule approval =
                only("{name: demo, approvals: [{resources: [\"" + rule + "\"]}]}")
                        .policy()
                        .approvals()
                        .getFirst();

        assertThat(approval.covers(ResourceId.parse(id))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "90s, PT1M30S",
        "10m, PT10M",
        "1h, PT1H",
        "2d, PT48H",
        "0s, PT0S",
        "' 5s ', PT5S",
        "999999999d, PT23999999976H",
    })
    void aDurationIsANumberAndAUnit(String text, Duration duration) {
        assertThat(PlumblineFile.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "1.5h", "5 s", "5w", "1h30m", "9999999999s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> PlumblineFile.duration(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\""
                                + text
                                + "\" is no duration; write a number and a unit, such as 30s, 10m, 1h or 2d");
    }

    @Test
    void windowsAndFreezesAreRead() {
        Policy policy =
                only("""
                name: demo
                    sync:
                      windows:
                        - {kind: deny, schedule: "0 22 * * 5", duration: 60h}
                        - {kind: allow, schedule: "0 9 * * *", duration: 8h, resources: ["model/*"]}
                    freeze: {until: 2026-12-27T06:00:00+01:00, reason: holidays}
                """)
                        .policy();

        assertThat(policy.sync().windows())
                .extracting(SyncWindow::kind)
                .containsExactly(SyncWindow.Kind.DENY, SyncWindow.Kind.ALLOW);
        assertThat(policy.sync().windows().getFirst().covers(ResourceId.parse("job/a/b"))).isTrue();
        assertThat(policy.sync().windows().getLast().covers(ResourceId.parse("job/a"))).isFalse();
        assertThat(policy.freeze())
                .hasValue(
                        new Freeze(
                                Optional.of(Instant.parse("2026-12-27T05:00:00Z")),
                                Optional.of("holidays")));
        assertThat(Policy.read(policy.written()).isSameAs(policy)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sync: {windows: [{kind: deny, schedule: '0 25 * * *', duration: 2h}]} | plumbline.yml:2:55: the schedule \"0 25 * * *\" is no cron expression",
                "sync: {windows: [{kind: deny, schedule: '0 0 30 2 *', duration: 2h}]} | plumbline.yml:2:55: the schedule \"0 0 30 2 *\" names a day that never comes",
                "sync: {windows: [{kind: deny, schedule: '0 9 * * *', duration: 2h, time_zone: Europe/Berln}]} | did you mean \"Europe/Berlin\"?",
                "sync: {windows: [{kind: deny, schedule: '0 9 * * *', duration: 5s}]} | it must be from 1m to 366d",
                "freeze: {until: tomorrow} | plumbline.yml:2:31: freeze.until is \"tomorrow\"; it must be a moment with its offset",
            })
    void aWindowOrFreezeThatCannotBeIsAnErrorAtItsValue(String policy, String message) {
        assertThat(problem("  - {name: a, " + policy.replace('\'', '"') + "}\n")).contains(message);
    }

    @Test
    void faultsOfTheFileLeaveNoWorkspace() {
        assertThat(problem("  - {name: Demo}\n"))
                .isEqualTo(
                        "plumbline.yml:2:12: workspaces.0.name is \"Demo\"; it must be 1 to 63 lower-case letters, digits and `-`, with a letter or digit at both ends");
        assertThat(problem("  - {name: demo, inclde: [x]}\n"))
                .isEqualTo(
                        "plumbline.yml:2:18: \"inclde\" is not a key of entry 1 of \"workspaces\"; did you mean \"include\"?");
        assertThat(problem("  - {name: a}\n  - {name: a}\n"))
                .isEqualTo(
                        "plumbline.yml:3:12: the workspace \"a\" is declared twice; give one of them another name");
        assertThat(problem("  - {name: a, sync: {grace_period: 5}}\n")).contains("30s");
    }

    @Test
    void whatTheSchemaLetsThroughIsRefusedInPlainWords() {
        assertThat(problem("  - {name: a, sync: {grace_period: 9999999999s}}\n"))
                .startsWith("plumbline.yml:2:36: \"9999999999s\" is no duration");
        assertThat(problem("  - {name: a, approvals: [{resources: [x], required: 3000000000}]}\n"))
                .startsWith(
                        "plumbline.yml:2:54: approvals.required is 3000000000; it must be a smaller number");
        assertThat(problem("  - {name: a, set: [{resource: modle/x, values: {a: 1}}]}\n"))
                .isEqualTo(
                        "plumbline.yml:2:32: \"modle\" in \"modle/x\" is no kind of resource; did you mean \"model\"?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "$schema: https://example.org/x.json\nworkspaces: [{name: a}]\n",
                "$schema: https://plumbline.dev/schemas/model.schema.json\nname: x\n",
            })
    void aFileOfThatNameThatDeclaresNothingIsAnError(String text) {
        SpecSet specs = load(text);

        assertThat(specs.workspaces()).isEmpty();
        assertThat(specs.isValid()).isFalse();
        assertThat(specs.problems().getFirst().message())
                .startsWith("plumbline.yml must declare workspaces");
    }

    @Test
    void aFileThatIsNoYamlIsAnErrorAtItsPlace() {
        SpecSet specs = load("workspaces:\n  - name: {{NAME}}\n");

        assertThat(specs.workspaces()).isEmpty();
        assertThat(specs.problems())
                .anySatisfy(problem -> {
                    assertThat(problem.isError()).isTrue();
                    assertThat(problem).hasToString("plumbline.yml:2:12: a key must be plain text");
                });
    }

    @Test
    void withoutTheFileEverythingIsInOneUndeclaredWorkspace() {
        SpecSet specs = new TestingSpecs(folder).spec("a.yml", "model", "name: fraud\n").load();

        assertThat(specs.workspaces())
                .singleElement()
                .satisfies(workspace -> assertThat(workspace.config().declared()).isFalse());
    }
}
