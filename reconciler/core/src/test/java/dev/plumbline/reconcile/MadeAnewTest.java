package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.plan.Sibling;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.repository.Person;
import dev.plumbline.resource.ResourceId;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deployments whose platform can neither change nor swap what a commit changes.
class MadeAnewTest extends ApprovalScenario {
    private static final ResourceId SIBLING = Sibling.of(BLUE);
    private static final Person GRACE = new Person("grace", Set.of());
    private static final Person LINUS = new Person("linus", Set.of());
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    @BeforeEach
    void cannotSwap() {
        platform = TestingPlatform.thatCannotSwap();
        start();
    }

    private void resize(String type) throws Exception {
        String blue = Files.readString(folder.resolve("work/blue.yml"));
        write("blue.yml", blue.replaceFirst("Standard_\\w+", type));
        commit("blue on " + type);
    }

    private String type(ResourceId deployment) {
        return platform.find(deployment)
                .flatMap(there -> ((Observed.Service) there).live().text("instance_type"))
                .orElse("not there");
    }

    @Test
    void theTrafficGoesToASiblingAndComesBack() throws Exception {
        served();
        int before = platform.started().size();
        resize("Standard_DS4_v2");

        settle();

        assertThat(platform.started().subList(before, platform.started().size()))
                .containsExactly(
                        "create online-deployment/fraud/blue-plumb",
                        "update traffic/fraud",
                        "replace online-deployment/fraud/blue",
                        "create online-deployment/fraud/blue",
                        "update traffic/fraud",
                        "delete online-deployment/fraud/blue-plumb");
        assertThat(type(BLUE)).isEqualTo("Standard_DS4_v2");
        assertThat(platform.share(BLUE)).isEqualByComparingTo(ALL);
        assertThat(platform.find(SIBLING)).isEmpty();
        assertThat(reconciler.state().plan().orElseThrow().plan().open()).isEmpty();
    }

    @Test
    void theReleaseHoldsTheDeploymentAndNotItsSibling() throws Exception {
        served();
        resize("Standard_DS4_v2");

        settle();

        Ledger ledger = reconciler.ledger();
        assertThat(ledger.lastApplied().resources()).containsKey(BLUE).doesNotContainKey(SIBLING);
        assertThat(ledger.lastApplied().begun()).isEmpty();
        assertThat(ledger.newestRelease().orElseThrow().source())
                .isEqualTo(head().commit().revision());
    }

    @Test
    void aProcessThatBeginsHalfWayGoesOn() throws Exception {
        served();
        resize("Standard_DS4_v2");
        Head head = head();
        for (int pass = 0; pass < 12; pass++) {
            reconciler.pass(head, Trigger.look("test"));
            assertThat(platform.share(BLUE).add(platform.share(SIBLING))).isEqualByComparingTo(ALL);
            start();
        }

        settle();

        assertThat(type(BLUE)).isEqualTo("Standard_DS4_v2");
        assertThat(platform.find(SIBLING)).isEmpty();
        assertThat(platform.share(BLUE)).isEqualByComparingTo(ALL);
    }

    @Test
    void aRevertHalfWayBringsTheTrafficBack() throws Exception {
        served();
        resize("Standard_DS4_v2");
        platform.failChangesOf(BLUE);
        settle();
        BigDecimal atTheSibling = platform.share(SIBLING);
        resize("Standard_DS3_v2");

        settle();

        assertThat(atTheSibling).isEqualByComparingTo(ALL);
        assertThat(type(BLUE)).isEqualTo("Standard_DS3_v2");
        assertThat(platform.share(BLUE)).isEqualByComparingTo(ALL);
        assertThat(platform.find(SIBLING)).isEmpty();
    }

    @Test
    void aDeploymentThatIsRemovedHalfWayLeavesNoSibling() throws Exception {
        served();
        resize("Standard_DS4_v2");
        platform.failChangesOf(BLUE);
        settle();
        platform.failChangesOf(TRAFFIC);
        String blue = Files.readString(folder.resolve("work/blue.yml"));
        write("green.yml", blue.replace("name: blue", "name: green"));
        Files.delete(folder.resolve("work/blue.yml"));
        write("endpoint.yml", ENDPOINT_SPEC.replace("blue: 100", "green: 100"));
        commit("green only");
        settle();
        platform.failChangesOf(JOB);

        now = now.plus(Duration.ofHours(1));
        settle();

        assertThat(platform.find(SIBLING)).isEmpty();
        assertThat(platform.share(ResourceId.deployment("fraud", "green")))
                .isEqualByComparingTo(ALL);
    }

    @Test
    void oneApprovalOfTheDeploymentIsEnough() throws Exception {
        guarded();
        resize("Standard_DS4_v2");
        settle();
        String held = type(SIBLING);

        approve(GRACE, BLUE);
        approve(LINUS, BLUE);
        settle();

        assertThat(held).isEqualTo("not there");
        assertThat(type(BLUE)).isEqualTo("Standard_DS4_v2");
        assertThat(platform.share(BLUE)).isEqualByComparingTo(ALL);
    }

    @Test
    void anUndoServesFromASiblingAndARevertMakesTheDeploymentAnew() throws Exception {
        served();
        resize("Standard_DS4_v2");
        settle();

        reconciler
                .undos()
                .undo(
                        reconciler.state(),
                        "ada",
                        ENDPOINT,
                        Duration.ofHours(24),
                        Optional.of("slow"));
        settle();
        String undone = type(SIBLING);
        BigDecimal share = platform.share(SIBLING);
        resize("Standard_DS3_v2");
        settle();

        assertThat(undone).isEqualTo("Standard_DS3_v2");
        assertThat(share).isEqualByComparingTo(ALL);
        assertThat(type(BLUE)).isEqualTo("Standard_DS3_v2");
        assertThat(platform.share(BLUE)).isEqualByComparingTo(ALL);
        assertThat(platform.find(SIBLING)).isEmpty();
    }
}
