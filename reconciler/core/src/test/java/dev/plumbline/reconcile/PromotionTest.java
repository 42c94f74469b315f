package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.Release;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromotionTest extends PromotionScenario {
    @Test
    void theSameModelIsServedAndNothingIsTrained() {
        released();

        settle("prod");

        assertThat(deployed("prod", BLUE)).contains(new VersionedId(MODEL, "1"));
        assertThat(version("prod", "1").digest()).isEqualTo(version("staging", "1").digest());
        assertThat(version("prod", "1").run()).isEqualTo(version("staging", "1").run());
        assertThat(runs("prod")).isZero();
        assertThat(platform("prod").find(JOB)).isEmpty();
    }

    @Test
    void beforeTheOtherWorkspaceHasReleasedItWaitsAndSaysForWhat() {
        settle("staging");

        PassResult result = settle("prod");

        assertThat(result).isEqualTo(new PassResult(PassResult.Progress.SETTLED, Optional.empty()));
        assertThat(planned("prod", MODEL).reason())
                .startsWith("waits for staging to release what commit ");
        assertThat(planned("prod", BLUE).verdict())
                .isEqualTo(new Verdict.Deferred("create", Set.of(MODEL)));
        assertThat(deployed("prod", BLUE)).isEmpty();
    }

    @Test
    void aCommitWaitsUntilTheOtherWorkspaceHasReleasedIt() throws Exception {
        released();
        settle("prod");
        write("train.yml", ReconcileScenario.job("0.2"));
        commit("faster");

        settle("staging");
        settle("prod");

        assertThat(deployed("prod", BLUE)).contains(new VersionedId(MODEL, "1"));
        assertThat(planned("prod", MODEL).verdict()).isInstanceOf(Verdict.Deferred.class);

        released();
        settle("prod");

        assertThat(deployed("prod", BLUE)).contains(new VersionedId(MODEL, "2"));
        assertThat(runs("prod")).isZero();
    }

    @Test
    void aRevertBringsBackWhatWasShipped() throws Exception {
        released();
        settle("prod");
        write("train.yml", ReconcileScenario.job("0.2"));
        commit("faster");
        released();
        settle("prod");
        write("train.yml", ReconcileScenario.job("0.1"));
        commit("as before");
        start();

        settle("prod");

        assertThat(deployed("prod", BLUE)).contains(new VersionedId(MODEL, "1"));
        assertThat(count("prod", "create model/fraud")).isEqualTo(2);
        assertThat(runs("prod")).isZero();
    }

    @Test
    void theReleaseTellsWhichReleaseItWasShippedFrom() {
        released();
        settle("prod");

        Release release = workspace("prod").ledger().newestRelease().orElseThrow();
        String source = workspace("staging").ledger().history(1).getFirst().revision().commit();
        AppliedResource model = Optional.ofNullable(release.resources().get(MODEL)).orElseThrow();

        assertThat(release.shippedFrom().orElseThrow().release()).isEqualTo(source);
        assertThat(model.shipped()).isEqualTo(release.shippedFrom());
        assertThat(model.version()).contains("1");
        assertThat(release.resources()).doesNotContainKey(JOB);
    }

    @Test
    void whatIsThereAlreadyIsNotShippedAgain() {
        released();
        settle("prod");
        start();

        settle("prod");

        assertThat(count("prod", "create model/fraud")).isEqualTo(1);
        assertThat(workspace("prod").ledger().history(9)).hasSize(2);
    }

    @Test
    void aVersionThatIsThereWithOtherContentStalls() {
        released();
        platform("prod")
                .register(
                        new VersionedId(MODEL, "1"),
                        Digest.ofText("another"),
                        Fields.EMPTY,
                        Optional.empty(),
                        Optional.empty());

        settle("prod");

        assertThat(planned("prod", MODEL).verdict()).isInstanceOf(Verdict.Stalled.class);
        assertThat(planned("prod", MODEL).reason())
                .contains("model/fraud:1 is here already with other content", "staging's release");
    }

    @Test
    void aDigestThatIsNotTheReleasedOneIsNotShipped() {
        released();
        platform("staging")
                .register(
                        new VersionedId(MODEL, "1"),
                        Digest.ofText("tampered"),
                        Fields.EMPTY,
                        Optional.empty(),
                        Optional.of("run"));

        settle("prod");

        assertThat(platform("prod").find(MODEL)).isEmpty();
        assertThat(workspace("prod").state().failures().get(MODEL))
                .contains("and its release holds");
    }

    @Test
    void whatIsGoneThereCannotBeShippedAndSaysSo() {
        released();
        platform("staging").forget(MODEL);

        settle("prod");

        assertThat(workspace("prod").state().failures().get(MODEL))
                .contains("model/fraud:1 is not in repo/staging");
    }

    @Test
    void whatWasShippedStaysWhenItIsAskedForNoMore() throws Exception {
        released();
        settle("prod");
        git.rm().addFilepattern("train.yml").addFilepattern("blue.yml").call();
        write("endpoint.yml", ReconcileScenario.ENDPOINT_SPEC.replace("{blue: 100}", "{}"));
        commit("without a model");
        settle("staging");

        settle("prod");

        assertThat(((Observed.Asset) platform("prod").find(MODEL).orElseThrow()).archived())
                .isFalse();
    }

    @Test
    void aThirdWorkspaceShipsOnFromTheSecond() throws Exception {
        write(
                "plumbline.yml",
                PLUMBLINE
                        + """
                          - name: eu
                            release_from: prod
                            set:
                              - {files: [endpoint.yml], values: {name: fraud-eu}}
                              - {files: [blue.yml], values: {endpoint_name: fraud-eu}}
                        """);
        commit("eu");
        released();

        settle("eu");
        assertThat(deployed("eu", blue("fraud-eu"))).isEmpty();
        settle("prod");
        settle("eu");

        assertThat(deployed("eu", blue("fraud-eu"))).contains(new VersionedId(MODEL, "1"));
        assertThat(runs("eu")).isZero();
    }

    @Test
    void severalVersionsOfAModelAreShippedTogether() throws Exception {
        released();
        write("train.yml", ReconcileScenario.job("0.2"));
        write("green.yml", deployment("azureml:fraud:1").replace("name: blue", "name: green"));
        write("plumbline.yml", PLUMBLINE.replace("[blue.yml]", "[blue.yml, green.yml]"));
        commit("canary");
        released();

        settle("prod");

        assertThat(deployed("prod", BLUE)).contains(new VersionedId(MODEL, "2"));
        assertThat(deployed("prod", ResourceId.deployment("fraud-prod", "green")))
                .contains(new VersionedId(MODEL, "1"));
        assertThat(count("prod", "create model/fraud")).isEqualTo(1);
    }

    @Test
    void declaredAssetsAreShippedAndKeepTheirVersion() throws Exception {
        write(
                "model.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/model.schema.json
                name: rules
                type: custom_model
                path: rules.txt
                """);
        write("rules.txt", "one");
        commit("rules");
        released();
        write("rules.txt", "two");
        commit("other rules");
        settle("staging");

        settle("prod");

        var rules = new ResourceId(MODEL.kind(), "rules");
        assertThat(((Observed.Asset) platform("prod").find(rules).orElseThrow()).versions())
                .extracting(Observed.Version::version)
                .containsExactly("2");
        assertThat(planned("prod", rules).effective().orElseThrow().shipped()).isPresent();
    }

    @Test
    void aJobThatRunsInNoOtherWorkspaceStalls() throws Exception {
        write(
                "plumbline.yml",
                PLUMBLINE.replace("- name: staging", "- name: staging\n    exclude: [train.yml]"));
        write("blue.yml", deployment("azureml:fraud:1"));
        commit("trained nowhere");
        settle("staging");

        settle("prod");

        assertThat(planned("prod", JOB).reason()).contains("staging does not declare job/train");
        assertThat(runs("prod")).isZero();
    }

    private static ResourceId blue(String endpoint) {
        return ResourceId.deployment(endpoint, "blue");
    }

    private Observed.Version version(String workspace, String version) {
        return ((Observed.Asset) platform(workspace).find(MODEL).orElseThrow())
                .version(version)
                .orElseThrow();
    }

    private long count(String workspace, String started) {
        return platform(workspace).started().stream().filter(started::equals).count();
    }
}
