package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is on the platform without coming from Git: services that were there before, and fields
/// that others set.
class AdoptionTest extends ReconcileScenario {
    private static Fields endpoint(String description) {
        return new Fields(
                Map.of(
                        "name",
                        Value.text("fraud"),
                        "description",
                        Value.text(description),
                        "auth_mode",
                        Value.text("key")));
    }

    private void workspace(String entries) throws Exception {
        write(
                "plumbline.yml",
                """
                workspaces:
                  - name: demo
                    sync: {prune_guard: {max_share: 1, confirm: []}}
                    %s
                """
                        .formatted(entries));
        commit("Configure");
    }

    private Observed.Service service(ResourceId id) {
        return (Observed.Service) platform.find(id).orElseThrow();
    }

    @Test
    void whatIsAsDeclaredIsTaggedOnceAndStaysWhenItsDocumentGoes() throws Exception {
        workspace("");
        platform.make(ENDPOINT, endpoint("first"), "ada");
        served();
        settle();

        assertThat(count("update online-endpoint/fraud")).isOne();
        assertThat(service(ENDPOINT).owner()).hasValueSatisfying(AdoptionTest::isAdopted);
        assertThat(reconciler.ledger().lastApplied().get(ENDPOINT)).isPresent();

        Files.delete(folder.resolve("work/endpoint.yml"));
        Files.delete(folder.resolve("work/blue.yml"));
        commit("Forget it");
        settle();

        assertThat(platform.started()).noneMatch(act -> act.startsWith("delete"));
        assertThat(reconciler.ledger().lastApplied().get(ENDPOINT)).isEmpty();
    }

    @Test
    void whatWasAdoptedStaysKnownAsThatAfterAnUpdate() throws Exception {
        workspace("");
        platform.make(ENDPOINT, endpoint("first"), "ada");
        served();
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("Reword");
        settle();

        assertThat(service(ENDPOINT).live().text("description")).hasValue("second");
        assertThat(service(ENDPOINT).owner()).hasValueSatisfying(AdoptionTest::isAdopted);
    }

    @Test
    void whatDiffersIsLeftAloneUntilItIsNamed() throws Exception {
        workspace("");
        platform.make(ENDPOINT, endpoint("by hand"), "ada");
        served();

        assertThat(service(ENDPOINT).live().text("description")).hasValue("by hand");
        assertThat(service(ENDPOINT).owner()).isEmpty();

        workspace("adopt: [online-endpoint/fraud]");
        settle();

        assertThat(service(ENDPOINT).live().text("description")).hasValue("first");
        assertThat(service(ENDPOINT).owner()).hasValueSatisfying(AdoptionTest::isAdopted);
    }

    private static void isAdopted(Owner owner) {
        assertThat(owner.workspace()).isEqualTo("repo/demo");
        assertThat(owner.adopted()).isTrue();
    }

    @Test
    void anAutoscalerAndPlumblineNeverFight() throws Exception {
        workspace(
                "ignore_differences: [{resources: [\"online-deployment/*/*\"], fields: [instance_count]}]");
        served();
        Fields made = service(BLUE).live();
        platform.edit(BLUE, made.with("instance_count", Value.Num.of(7)), "autoscaler");
        now = now.plusSeconds(7200);
        settle();

        assertThat(count("update online-deployment/fraud/blue")).isZero();

        write(
                "blue.yml",
                Files.readString(folder.resolve("work/blue.yml")) + "tags: {team: risk}\n");
        commit("Tag");
        settle();

        assertThat(count("update online-deployment/fraud/blue")).isOne();
        assertThat(service(BLUE).live().number("instance_count"))
                .hasValueSatisfying(count -> assertThat(count).isEqualByComparingTo("7"));
        assertThat(made.number("instance_count"))
                .hasValueSatisfying(count -> assertThat(count).isEqualByComparingTo("1"));
    }
}
