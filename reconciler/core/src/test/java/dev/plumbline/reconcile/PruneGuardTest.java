package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.Subject;
import dev.plumbline.repository.Person;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How whole passes wait with deletes.
class PruneGuardTest extends ReconcileScenario {
    private static final Person ADA = new Person("ada", Set.of("ada@example.org"));

    private GatedPlan plan() {
        return reconciler.state().plan().orElseThrow();
    }

    private void removeEndpoint() throws Exception {
        Files.delete(folder.resolve("work/endpoint.yml"));
        Files.delete(folder.resolve("work/blue.yml"));
        commit("remove the endpoint");
        settle();
    }

    private List<Subject> confirm(ResourceId... wanted) {
        return new ApprovalDesk(reconciler.ledger(), repository, floor.teams())
                .approve(reconciler.state(), ADA, Set.of(wanted), Optional.empty());
    }

    @Test
    void anEndpointStaysUntilItsDeleteIsConfirmedByItsAuthorToo() throws Exception {
        served();
        removeEndpoint();
        var held = plan().held().keySet();
        boolean stood = platform.find(ENDPOINT).isPresent() && platform.find(BLUE).isPresent();

        assertThat(confirm()).extracting(Subject::id).contains(ENDPOINT, BLUE);
        settle();

        assertThat(held).contains(ENDPOINT, BLUE);
        assertThat(stood).isTrue();
        assertThat(platform.find(ENDPOINT)).isEmpty();
        assertThat(reconciler.ledger().history(1).getFirst().approvedBy()).containsExactly("ada");
    }

    @Test
    void oneApprovalOfTheEndpointTakesItsPartsAlong() throws Exception {
        served();
        removeEndpoint();

        assertThat(confirm(ENDPOINT)).extracting(Subject::id).containsExactly(ENDPOINT);
        settle();

        assertThat(plan().plan().changes()).isEmpty();
        assertThat(platform.find(ENDPOINT)).isEmpty();
        assertThat(platform.find(BLUE)).isEmpty();
    }

    @Test
    void theRestOfTheCommitGoesOn() throws Exception {
        served();
        write(
                "second.yml",
                ENDPOINT_SPEC.replace("fraud", "churn").replace("traffic: {blue: 100}", ""));
        removeEndpoint();

        assertThat(count("create online-endpoint/churn")).isOne();
        assertThat(count("delete online-endpoint/fraud")).isZero();
    }

    @Test
    void whatComesBackIsNotDeletedByAnApprovalThatWasGivenBefore() throws Exception {
        served();
        String blue = Files.readString(folder.resolve("work/blue.yml"));
        removeEndpoint();
        confirm();
        settle();
        write("endpoint.yml", ENDPOINT_SPEC);
        write("blue.yml", blue);
        commit("bring it back");
        settle();
        removeEndpoint();

        assertThat(count("delete online-endpoint/fraud")).isOne();
        assertThat(plan().held()).containsKey(ENDPOINT);
    }
}
