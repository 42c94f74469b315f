package dev.plumbline.ledger;

import static dev.plumbline.ledger.LedgerFixture.BLUE;
import static dev.plumbline.ledger.LedgerFixture.JOB;
import static dev.plumbline.ledger.LedgerFixture.MODEL;
import static dev.plumbline.ledger.LedgerFixture.NOW;
import static dev.plumbline.ledger.LedgerFixture.REF;
import static dev.plumbline.ledger.LedgerFixture.change;
import static dev.plumbline.ledger.LedgerFixture.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerRecordTest {
    @TempDir Path temp;
    private LedgerFixture fixture;
    private GitRepository clone;
    private Ledger ledger;

    @BeforeEach
    void open() {
        fixture = new LedgerFixture(temp);
        clone = fixture.clone("clone");
        ledger = LedgerFixture.ledger(clone);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private RevCommit tip() throws Exception {
        try (RevWalk walk = new RevWalk(fixture.remote.database())) {
            return walk.parseCommit(
                    ObjectId.fromString(fixture.remote.ref(REF).orElseThrow().commit()));
        }
    }

    private String blob(String path) throws Exception {
        try (TreeWalk walk = TreeWalk.forPath(fixture.remote.database(), path, tip().getTree())) {
            return walk == null ? "none" : walk.getObjectId(0).name();
        }
    }

    @Test
    void anEmptyLedgerRemembersNothing() {
        assertThat(ledger.lastApplied()).isEqualTo(LastApplied.NOTHING);
        assertThat(ledger.history(10)).isEmpty();
        assertThat(ledger.unfinished()).isEmpty();
    }

    @Test
    void whatWasAppliedIsReadBackAsItWas() {
        AppliedResource model = fixture.applied(MODEL, "a model");
        AppliedResource job = fixture.applied(JOB, "a job");
        ledger.conclude(fixture.succeeded(List.of(model, job), change("create", MODEL)));
        assertThat(ledger.lastApplied().resources()).isEqualTo(Map.of(MODEL, model, JOB, job));
    }

    @Test
    void anIntentIsUnfinishedUntilItIsConcluded() {
        Recorded intent =
                ledger.intend(fixture.intent(ChangeRecord.intended("create", MODEL, "new")));
        assertThat(ledger.unfinished()).contains(intent.entry());
        assertThat(intent.entry().outcome()).isEqualTo(ReleaseOutcome.PENDING);
        assertThat(ledger.lastApplied())
                .isEqualTo(new LastApplied(Map.of(), Set.of(MODEL), Map.of()));
        Recorded release =
                ledger.conclude(
                        fixture.succeeded(
                                List.of(fixture.applied(MODEL, "m")), change("create", MODEL)));
        assertThat(ledger.unfinished()).isEmpty();
        assertThat(ledger.history(10)).containsExactly(release.entry());
    }

    @Test
    void anIntentLeavesWhatWasAppliedInPlace() {
        AppliedResource model = fixture.applied(MODEL, "m");
        ledger.conclude(fixture.succeeded(List.of(model), change("create", MODEL)));
        ledger.intend(fixture.intent(ChangeRecord.intended("delete", MODEL, "gone from Git")));
        assertThat(ledger.lastApplied().get(MODEL)).contains(model);
    }

    @Test
    void theSameIntentIsNotWrittenTwice() {
        Intent intent = fixture.intent(ChangeRecord.intended("create", MODEL, "new"));
        assertThat(ledger.intend(intent)).isEqualTo(ledger.intend(intent));
    }

    @Test
    void aReleaseThatChangesNothingIsNotWritten() {
        List<AppliedResource> resources = List.of(fixture.applied(MODEL, "m"));
        Recorded first = ledger.conclude(fixture.succeeded(resources, change("create", MODEL)));
        assertThat(ledger.conclude(fixture.succeeded(resources))).isEqualTo(first);
        assertThat(ledger.history(10)).hasSize(1);
    }

    @Test
    void anOutcomeThatChangedIsWritten() {
        List<AppliedResource> resources = List.of(fixture.applied(MODEL, "m"));
        ledger.conclude(
                fixture.release(ReleaseOutcome.PARTIAL, resources, change("create", MODEL)));
        ledger.conclude(fixture.succeeded(resources));
        assertThat(ledger.history(10))
                .extracting(LedgerEntry::outcome)
                .containsExactly(ReleaseOutcome.SUCCEEDED, ReleaseOutcome.PARTIAL);
    }

    @Test
    void theMessageTellsThePersonAndTheTrailersTellTheTool() throws Exception {
        Release release =
                fixture.succeeded(
                        List.of(fixture.applied(MODEL, "m")),
                        change("create", MODEL),
                        change("run", JOB),
                        change("create", BLUE));
        Release approved =
                new Release(
                        release.source(),
                        release.specs(),
                        release.plan(),
                        "push\nOutcome: Failed",
                        release.outcome(),
                        List.of("ada", "lin"),
                        release.changes(),
                        release.resources(),
                        Set.of(),
                        release.successes());
        ledger.conclude(approved);
        String shortSource = fixture.source.shortForm();
        assertThat(tip().getFullMessage())
                .startsWith("release " + shortSource + ": create 2, run 1\n\n")
                .contains("create online-deployment/fraud/blue: declared in Git -> applied\n");
        assertThat(tip().getFooterLines("Approved-By")).containsExactly("ada", "lin");
        assertThat(tip().getFooterLines("Source-Commit")).containsExactly(fixture.source.commit());
        assertThat(tip().getFooterLines("Source-Author")).containsExactly("Ada <ada@example.com>");
        assertThat(tip().getFooterLines("Outcome")).containsExactly("Succeeded");
        assertThat(tip().getAuthorIdent().getName()).isEqualTo("Plumbline");
        assertThat(tip().getAuthorIdent().getWhenAsInstant()).isEqualTo(NOW);
    }

    @Test
    void filesThatDidNotChangeKeepTheirBlobsAndFolders() throws Exception {
        AppliedResource model = fixture.applied(MODEL, "m");
        ledger.conclude(
                fixture.succeeded(
                        List.of(model, fixture.applied(BLUE, "1")), change("create", BLUE)));
        String models = blob("resources/model");
        String blue = blob(LedgerPaths.of(BLUE));
        ledger.conclude(
                fixture.succeeded(
                        List.of(model, fixture.applied(BLUE, "2")), change("update", BLUE)));
        assertThat(blob("resources/model")).isEqualTo(models).isNotEqualTo("none");
        assertThat(blob(LedgerPaths.of(BLUE))).isNotEqualTo(blue);
    }

    @Test
    void aResourceThatIsGoneLosesItsFile() throws Exception {
        AppliedResource model = fixture.applied(MODEL, "m");
        ledger.conclude(
                fixture.succeeded(
                        List.of(model, fixture.applied(BLUE, "1")), change("create", BLUE)));
        ledger.conclude(fixture.succeeded(List.of(model), change("delete", BLUE)));
        assertThat(blob("resources/online-deployment")).isEqualTo("none");
        assertThat(ledger.lastApplied().resources()).containsOnlyKeys(MODEL);
    }

    @Test
    void successesOfJobsAccumulate() {
        JobSuccess first =
                new JobSuccess(
                        JOB, digest("one"), "run-1", Map.of(MODEL, "1"), List.of("numpy==2.3.1"));
        JobSuccess second =
                new JobSuccess(JOB, digest("two"), "run-2", Map.of(MODEL, "2"), List.of());
        ledger.conclude(withSuccess(first));
        ledger.conclude(withSuccess(second));
        assertThat(ledger.newestRelease().orElseThrow().successes())
                .containsExactlyInAnyOrder(first, second);
        assertThat(ledger.lastApplied().successes())
                .containsEntry(digest("one"), Map.of(JOB, Map.of(MODEL, "1")));
    }

    @Test
    void jobsOfOneDigestAreRememberedEach() {
        ResourceId twin = new ResourceId(Kind.JOB, "twin");
        JobSuccess one =
                new JobSuccess(JOB, digest("same"), "run-1", Map.of(MODEL, "1"), List.of());
        JobSuccess two = new JobSuccess(twin, digest("same"), "run-2", Map.of(), List.of());

        ledger.conclude(withSuccess(one));
        ledger.conclude(withSuccess(two));

        assertThat(ledger.lastApplied().successes())
                .containsEntry(digest("same"), Map.of(JOB, Map.of(MODEL, "1"), twin, Map.of()));
    }

    private Release withSuccess(JobSuccess success) {
        Release release = fixture.succeeded(List.of(), change("run", JOB));
        return new Release(
                release.source(),
                release.specs(),
                release.plan(),
                release.trigger(),
                release.outcome(),
                release.approvedBy(),
                release.changes(),
                release.resources(),
                Set.of(),
                List.of(success));
    }

    @Test
    void aNameThatCannotBeARefIsRefused() {
        for (String name : new String[] {"a/b", "..", "", "x.lock", "-x"}) {
            assertThatThrownBy(() ->
                            Ledger.open(
                                    clone,
                                    name,
                                    new Recorder("P", "p@example.com"),
                                    () -> NOW,
                                    temp.resolve("head")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
