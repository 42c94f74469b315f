package dev.plumbline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Scope;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.report.SyncStatus;
import dev.plumbline.report.WorkspaceStatus;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What users of Argo CD and Flux complain about, and what happens here instead. A lost refresh is
/// in `SignalsTest` of the agent; previews of pull requests and rollouts have tests of their own.
class UserComplaintsTest extends ReconcileScenario {
    /// argo-cd #18969, #4272: one push to a monorepo makes every application refresh.
    @Test
    void onePushToALargeRepositoryReadsWhatItChanged() throws Exception {
        for (int i = 0; i < 300; i++) {
            write(
                    "model-%d.yml".formatted(i),
                    "{name: m%d, type: custom_model, path: endpoint.yml}\n".formatted(i));
        }
        commit("many");
        SpecLoader loader = new SpecLoader();
        repository.fetch();
        SpecSet before = loader.load(repository.tree(repository.head().orElseThrow()));
        write("model-7.yml", "{name: m7, type: custom_model, path: blue.yml}\n");
        commit("one");
        repository.fetch();
        CountingTree tree = new CountingTree(repository.tree(repository.head().orElseThrow()));

        SpecSet after = loader.load(tree);

        assertThat(before.specs()).isEqualTo(after.specs()).isEqualTo(304);
        assertThat(tree.read).containsExactly("model-7.yml");
    }

    /// argo-cd #26530: says Synced while a stale render is cached under the new commit.
    @Test
    void nothingIsSyncedUnderACommitThatWasNotCompared() throws Exception {
        served();
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("reword");
        platform.breakWith("the platform is away");

        settle();

        assertThat(reconciler.state().commit().orElseThrow().revision())
                .isEqualTo(head().commit().revision());
        assertThat(WorkspaceStatus.of(reconciler.state()).sync()).isEqualTo(SyncStatus.UNKNOWN);
    }

    /// argo-cd #14666, #15898: OutOfSync with an empty diff; noise from the server's defaults.
    @Test
    void aDefaultOfThePlatformIsNoDifferenceAndADifferenceNamesAField() {
        served();
        Map<String, Value> live = new LinkedHashMap<>();
        live.put("name", new Value.Text("fraud"));
        live.put("description", new Value.Text("first"));
        live.put("auth_mode", new Value.Text("key"));
        live.put("public_network_access", new Value.Text("enabled"));
        live.put("provisioning_state", new Value.Text("Succeeded"));
        platform.edit(ENDPOINT, new Fields(live), "the platform");
        Plan same = plan();
        live.put("description", new Value.Text("mine"));
        platform.edit(ENDPOINT, new Fields(live), "someone");
        Plan differs = plan();

        assertThat(same.changes()).isEmpty();
        assertThat(differs.changes())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.fields())
                                .singleElement()
                                .hasToString("description: mine -> first"));
    }

    /// argo-cd #11494, kustomize-controller #701: a bad commit blocks the commit that mends it.
    @Test
    void aCommitThatMendsABadOneIsNotBlockedByIt() throws Exception {
        served();
        write("endpoint.yml", ENDPOINT_SPEC.replace("auth_mode", "auth_mod"));
        commit("break it");
        settle();
        List<?> problems = reconciler.state().problems();

        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "mended"));
        commit("mend it");
        settle();

        assertThat(problems).isNotEmpty();
        assertThat(count("update online-endpoint/fraud")).isOne();
        assertThat(WorkspaceStatus.of(reconciler.state()).sync()).isEqualTo(SyncStatus.SYNCED);
    }

    /// The same, where what the bad commit began never ends.
    @Test
    void aCommitThatMendsOneThatWaitsForEverIsNotBlockedByIt() throws Exception {
        PassResult waiting = settle();
        write("train.yml", job("0.3"));
        commit("a better rate");

        settle();
        platform.finish(JOB, head().specs().graph().get(JOB).orElseThrow().produces());
        settle();

        assertThat(waiting.progress()).isEqualTo(Progress.WAITING);
        assertThat(count("run job/train")).isEqualTo(2);
        assertThat(WorkspaceStatus.of(reconciler.state()).sync()).isEqualTo(SyncStatus.SYNCED);
    }

    /// argo-cd #18442, #21599: self-heal stops after a failed sync, and back-off never resets.
    @Test
    void selfHealGoesOnAfterAFailureAndANewCommitStartsOver() throws Exception {
        served();
        platform.failChangesOf(ENDPOINT);
        edit("mine");
        for (int i = 0; i < 8; i++) {
            settle();
            now = now.plusSeconds(600);
        }
        long tried = count("update online-endpoint/fraud");
        settle();
        PassResult pausing = settle();
        write("train.yml", job("0.1") + "tags: {a: b}\n");
        commit("another file");
        settle();
        long atOnce = count("update online-endpoint/fraud");
        platform.failChangesOf(JOB);
        now = now.plusSeconds(600);
        settle();

        assertThat(tried).isEqualTo(8);
        assertThat(pausing.again())
                .hasValueSatisfying(next -> assertThat(next).isAfter(now.minusSeconds(600)));
        assertThat(atOnce).as("tried with the new commit").isEqualTo(10);
        assertThat(plan().changes()).isEmpty();
    }

    /// argo-cd #6963, #23130: who did what, why, and with which manifests?
    @Test
    void theLedgerSaysWhoDidWhatAndWhyAndWithWhichSpecs() throws Exception {
        served();
        write("endpoint.yml", ENDPOINT_SPEC.replace("first", "second"));
        commit("Say what it scores");

        settle();

        LedgerEntry entry = reconciler.ledger().history(1).getFirst();
        assertThat(entry.source()).isEqualTo(head().commit().revision());
        assertThat(entry.sourceAuthor()).hasValueSatisfying(who -> assertThat(who).contains("Ada"));
        assertThat(entry.trigger()).isEqualTo("test");
        assertThat(entry.changes())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.action() + " " + change.id())
                                .isEqualTo("update online-endpoint/fraud"));
        assertThat(reconciler.ledger().lastApplied().get(ENDPOINT).orElseThrow().spec())
                .isEqualTo(head().specs().graph().get(ENDPOINT).orElseThrow().spec());
    }

    /// argo-cd #15058, applicationset #560: a catastrophic prune after a bad read.
    @Test
    void nothingIsDeletedAfterABadRead() throws Exception {
        served();
        for (String file : List.of("endpoint.yml", "blue.yml")) {
            Files.delete(folder.resolve("work").resolve(file));
        }
        commit("remove what serves");
        platform.readIncompletely(Set.of(Kind.values()));
        settle();
        long afterABadRead = deletes();

        platform.readIncompletely(Set.of());
        settle();

        assertThat(afterABadRead).isZero();
        assertThat(plan().changes())
                .allMatch(change -> change.verdict() instanceof Verdict.Due(Change.Delete _));
    }

    /// argo-cd #15280, #3517: "Why is it blocked?"
    @Test
    void whateverIsNotDoneSaysOnWhatItWaits() throws Exception {
        settle();

        GatedPlan gated = reconciler.state().plan().orElseThrow();

        assertThat(gated.plan().resources())
                .filteredOn(each -> !each.isCurrent())
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(each.reason() + gated.held(each.id()).orElse("")).isNotBlank());
        assertThat(gated.plan().get(BLUE).map(PlannedResource::reason))
                .hasValueSatisfying(reason -> assertThat(reason).contains("job/train"));
    }

    /// provider-aws #847, crossplane #7204: polling costs money and quota.
    @Test
    void aPassLooksAtThePlatformOnceHoweverMuchItHolds() {
        served();
        int before = platform.looks();

        reconciler.pass(head(), Trigger.look("poll"));

        assertThat(platform.looks() - before).isOne();
    }

    /// java-operator-sdk #3565, #3416: stale reads create duplicates.
    @Test
    void aReadThatIsBehindMakesNothingTwice() {
        Observation before = platform.observe(new Scope("repo/demo"));
        settle();
        platform.answerOnce(before);

        settle();

        assertThat(count("run job/train")).as("asked again").isEqualTo(2);
        assertThat(platform.find(JOB))
                .hasValueSatisfying(
                        job -> assertThat(((Observed.Job) job).runs()).as("runs").hasSize(1));
    }

    /// azure-cli #23496, azureml-examples #2905: traffic cannot be declared; an instance type is
    /// silently not changed.
    @Test
    void trafficIsAFieldAndAFieldThatNeedsAReplacementSaysSo() throws Exception {
        served();
        write("blue.yml", Files.readString(folder.resolve("work/blue.yml")).replace("DS3", "F4s"));
        write("endpoint.yml", ENDPOINT_SPEC.replace("{blue: 100}", "{blue: 0}"));
        commit("another machine");

        Plan plan = reconciler.preview(head(), Trigger.look("test")).plan();

        assertThat(plan.get(BLUE).orElseThrow().verdict().action()).isEqualTo("replace");
        assertThat(plan.get(TRAFFIC).orElseThrow().fields())
                .singleElement()
                .hasToString("traffic.blue: 100 -> 0");
    }

    private Plan plan() {
        return reconciler.preview(head(), Trigger.look("test")).plan();
    }

    private void edit(String description) {
        platform.edit(
                ENDPOINT,
                new Fields(
                        Map.of(
                                "name", new Value.Text("fraud"),
                                "description", new Value.Text(description),
                                "auth_mode", new Value.Text("key"))),
                "someone");
    }

    private long deletes() {
        return platform.started().stream().filter(each -> each.startsWith("delete")).count();
    }
}
