package dev.plumbline.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.plumbline.gate.Floor;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.plan.Orphan;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.platform.limit.CallLimits;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.TestingRemote;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/// Loops over real repositories, with a platform that the test steers.
final class RepositoryLoopTest {
    @TempDir private Path folder;
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
    private final List<String> syncs = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final SteeredPlatform platform = new SteeredPlatform();
    private Map<String, PlatformSettings> settings = Map.of();

    @AfterEach
    void close() throws Exception {
        platform.mayGoOn.countDown();
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void whatThePlatformLogsNamesTheSync() {
        platform.mayGoOn.countDown();
        RepositoryLoop loop = loop("fraud");

        awaitSettled(loop);

        assertThat(syncs).hasSize(1);
        assertThat(platform.logged)
                .containsOnly(Map.of("workspace", "fraud/prod", "sync", syncs.getFirst()));
    }

    @Test
    void aSyncThatAPersonAskedForHasTheIdThatTheyGot() {
        platform.mayGoOn.countDown();
        RepositoryLoop loop = loop("fraud");
        awaitSettled(loop);

        loop.request("prod", Trigger.requested("plumb sync"), "sync-asked");

        await().untilAsserted(() -> assertThat(syncs).endsWith("sync-asked"));
    }

    @Test
    void aRepositoryThatTakesLongDoesNotKeepAnotherWaiting() {
        platform.slow = "large/prod";
        loop("large");
        await().until(() -> platform.waiting.getCount() == 0);

        awaitSettled(loop("small"));
    }

    @Test
    void aPlatformAtRestIsObservedAtItsIntervalOrWhenSomethingSignals() {
        platform.mayGoOn.countDown();
        settings =
                Map.of(
                        "local",
                        new PlatformSettings(
                                new ObserveIntervals(Duration.ofHours(1), Map.of()),
                                CallLimits.DEFAULT));
        RepositoryLoop loop = loop("fraud");
        awaitSettled(loop);
        int observed = platform.observed.get();
        int before = looks.get();

        loop.repositoryChanged("poll");
        await().until(() -> looks.get() > before);
        assertThat(platform.observed).hasValue(observed);

        loop.platformChanged();
        await().untilAsserted(() -> assertThat(platform.observed).hasValueGreaterThan(observed));
    }

    @Test
    void aWorkspaceThatIsDeclaredNoMoreLeavesOrphansUntilTheyAreGone() {
        platform.mayGoOn.countDown();
        RepositoryLoop loop = loop("fraud");
        awaitSettled(loop);
        boolean before = loop.vanished().isEmpty();

        TestingRemote remote = remote();
        remote.file("plumbline.yml", "workspaces: [{name: trial, include: [trial/**]}]\n");
        remote.commit("Another workspace");
        loop.repositoryChanged("push");
        await().untilAsserted(() -> assertThat(loop.vanished()).hasSize(1));
        Vanished left = loop.vanished().getFirst();
        platform.of("fraud/prod").forget(ResourceId.parse("model/sum"));
        loop.platformChanged();

        assertThat(before).isTrue();
        assertThat(left.workspace()).isEqualTo("fraud/prod");
        assertThat(left.orphans())
                .extracting(each -> each.id().toString(), Orphan::path, Orphan::reason)
                .containsExactly(
                        tuple(
                                "model/sum",
                                "model.yml",
                                "plumbline.yml declares no workspace prod any more"));
        await().untilAsserted(() -> assertThat(loop.vanished()).isEmpty());
    }

    @Test
    void nobodyKnowsWhatAWrongFileDeclares() {
        platform.mayGoOn.countDown();
        RepositoryLoop loop = loop("fraud");
        awaitSettled(loop);
        int before = looks.get();

        TestingRemote remote = remote();
        remote.file("plumbline.yml", "workspaces: {name: 1}\n");
        remote.commit("A mistake");
        loop.repositoryChanged("push");
        await().until(() -> looks.get() > before);

        assertThat(loop.vanished()).isEmpty();
    }

    @Test
    void whatAPersonAskedForOutlastsAPlatformThatIsAwayAndIsTriedOnce() {
        platform.mayGoOn.countDown();
        TestingPlatform there = platform.of("fraud/prod");
        there.refuseChangesOf(ResourceId.parse("model/sum"));
        RepositoryLoop loop = loop("fraud");
        awaitSettled(loop);

        there.breakWith("the platform is away");
        loop.request("prod", Trigger.requested("plumb sync"), "sync-asked");
        await().until(() -> loop.states().getFirst().fault().isPresent());
        there.repair();
        loop.platformChanged();

        await().until(() -> there.started().size() > 1);
        awaitSettled(loop);
        assertThat(there.started()).containsExactly("create model/sum", "create model/sum");
    }

    private TestingRemote remote() {
        return opened.stream()
                .filter(TestingRemote.class::isInstance)
                .map(TestingRemote.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private RepositoryLoop loop(String name) {
        TestingRemote remote =
                TestingRemote.create(folder.resolve(name))
                        .file(
                                "plumbline.yml",
                                "workspaces: [{name: prod, platform: local, sync: {automated: true}}]\n")
                        .file(
                                "model.yml",
                                "{$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json, name: sum, type: custom_model, path: model.bin}\n")
                        .file("model.bin", name);
        opened.add(remote);
        remote.commit("Declare a model");
        Path clone = folder.resolve(name + "-clone");
        RepositoryOptions options =
                new RepositoryOptions(
                        name,
                        remote.url(),
                        Optional.of("main"),
                        clone,
                        folder.resolve("heads").resolve(name),
                        folder.resolve("holds").resolve(name),
                        Duration.ofHours(1),
                        Floor.NONE);
        RepositoryLoop loop =
                new RepositoryLoop(
                        options,
                        GitRepository.open(remote.url(), Optional.of("main"), clone),
                        new Platforms(Map.of("local", platform), settings),
                        new Recorder("Plumbline", "agent@example.org"),
                        InstantSource.system(),
                        new Listener());
        opened.add(loop);
        loop.start();
        return loop;
    }

    private static void awaitSettled(RepositoryLoop loop) {
        await().until(() ->
                !loop.states().isEmpty()
                        && loop.states().stream().allMatch(state -> state.settled())
                        && loop.hasLooked());
    }

    private final class Listener implements LoopListener {
        @Override
        public void passing(WorkspaceReconciler workspace, Trigger trigger, String sync) {
            if (!syncs.contains(sync)) {
                syncs.add(sync);
            }
        }

        @Override
        public void looked(RepositoryLoop loop) {
            looks.incrementAndGet();
        }
    }

    /// Notes what its threads would log, and keeps one workspace waiting.
    private static final class SteeredPlatform implements Platform {
        private final Map<String, TestingPlatform> workspaces = new ConcurrentHashMap<>();
        private final List<Map<String, String>> logged = new CopyOnWriteArrayList<>();
        private final AtomicInteger observed = new AtomicInteger();
        private final CountDownLatch waiting = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private volatile String slow = "";

        private TestingPlatform of(String workspace) {
            return workspaces.computeIfAbsent(workspace, _ -> new TestingPlatform());
        }

        @Override
        public Capabilities capabilities() {
            return of("").capabilities();
        }

        @Override
        public Observation observe(Scope scope) {
            observed.incrementAndGet();
            return of(scope.workspace()).observe(scope);
        }

        @Override
        public Outcome start(Change change, ApplyContext context) {
            logged.add(Map.copyOf(MDC.getCopyOfContextMap()));
            if (context.workspace().equals(slow)) {
                waiting.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return of(context.workspace()).start(change, context);
        }

        @Override
        public void close() {}
    }
}
