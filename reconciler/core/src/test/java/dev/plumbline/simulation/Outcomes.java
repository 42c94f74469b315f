package dev.plumbline.simulation;

import dev.plumbline.gate.PolicyChange;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.JobSuccess;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.Release;
import dev.plumbline.ledger.ReleaseOutcome;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.reconcile.Head;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.simulation.SimulatedSpecs.Entry;
import dev.plumbline.spec.workspace.Policy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What must be so once faults have stopped and nothing is left to do. It knows nothing of plans:
/// it compares the platform with the entries that the specs were rendered from.
final class Outcomes {
    private final SimulatedSpecs specs;
    private final Observation live;
    private final Optional<Release> newest;
    private final List<String> wrong = new ArrayList<>();

    private Outcomes(SimulatedSpecs specs, Observation live, Optional<Release> newest) {
        this.specs = specs;
        this.live = live;
        this.newest = newest;
    }

    static List<String> wrong(
            SimulatedSpecs specs,
            Observation live,
            Ledger ledger,
            Head head,
            Set<ChangeRecord.Key> acts) {
        Outcomes outcomes = new Outcomes(specs, live, ledger.newestRelease());
        specs.entries().forEach(outcomes::check);
        outcomes.pruned();
        outcomes.versions();
        outcomes.recorded(ledger, head, acts);
        ledger.audit().findings().forEach(it -> outcomes.require(false, "audit: " + it));
        return outcomes.wrong;
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            wrong.add(what);
        }
    }

    private void check(String name, Entry entry) {
        ResourceId id = new ResourceId(entry.kind(), name);
        switch (entry.kind()) {
            case DATA, MODEL -> asset(id, entry);
            case JOB -> job(id, entry);
            default -> endpoint(id, entry);
        }
    }

    private void asset(ResourceId id, Entry entry) {
        if (id.name().equals(SimulatedSpecs.GUARDED)) {
            require(live.asset(id).isEmpty(), id + " was applied without approval");
            return;
        }
        String text = "text " + entry.text();
        require(
                version(id, entry)
                        .filter(it -> it.live().text("description").equals(Optional.of(text)))
                        .isPresent(),
                id + " has no version of what is declared");
        require(live.asset(id).filter(it -> !it.archived()).isPresent(), id + " is archived");
    }

    private Optional<Observed.Version> version(ResourceId id, Entry entry) {
        String path = "azureml://datastores/store/paths/" + id.name() + "/" + entry.meaning();
        return live.asset(id).stream()
                .flatMap(it -> it.versions().stream())
                .filter(it -> it.live().text("path").equals(Optional.of(path)))
                .findFirst();
    }

    /// A renamed job need not be there: its run is one of its former name.
    private void job(ResourceId id, Entry entry) {
        Optional<Observed.Job> job = live.job(id);
        job.ifPresent(it -> {
            require(
                    it.live().text("description").equals(Optional.of("text " + entry.text())),
                    id + " is not described as declared");
            require(!it.archived(), id + " is archived");
            Set<Object> successes = new HashSet<>();
            it.runs().stream()
                    .filter(run -> run.status() == Observed.RunStatus.SUCCEEDED)
                    .forEach(run ->
                            require(
                                    successes.add(run.digest()),
                                    id + " succeeded twice with a digest"));
        });
        require(
                newest.stream()
                        .flatMap(it -> it.successes().stream())
                        .anyMatch(it -> it.job().equals(id) && isCurrent(it) && isRun(it)),
                id + " has no success of what is declared");
    }

    private boolean isCurrent(JobSuccess success) {
        return newest.map(it -> it.resources().get(success.job()))
                .filter(it -> it.digest().equals(success.digest()))
                .isPresent();
    }

    /// Whether the run is there, and registered what its job declares and no other.
    private boolean isRun(JobSuccess success) {
        return live.resources().values().stream()
                        .filter(Observed.Job.class::isInstance)
                        .flatMap(it -> ((Observed.Job) it).runs().stream())
                        .anyMatch(run ->
                                run.digest().equals(success.digest())
                                        && run.id().equals(success.run())
                                        && run.registered().equals(success.registered()))
                && success.registered()
                        .keySet()
                        .equals(
                                Set.of(
                                        new ResourceId(
                                                Kind.MODEL, "o" + success.job().name().charAt(1))));
    }

    private void endpoint(ResourceId id, Entry entry) {
        String color = SimulatedSpecs.color(entry);
        Optional<Observed.Service> blue = live.service(ResourceId.deployment(id.name(), color));
        require(
                live.service(id)
                        .flatMap(it -> it.live().text("description"))
                        .equals(Optional.of("text " + entry.text())),
                id + " is not as declared");
        require(
                blue.flatMap(it -> it.live().number("instance_count"))
                        .filter(it -> it.intValue() == 1 + entry.text())
                        .isPresent(),
                id + "/" + color + " has not the declared count");
        require(
                blue.flatMap(it -> it.live().text("instance_type"))
                        .equals(Optional.of("Standard_DS" + (2 + entry.meaning() / 2) + "_v2")),
                id + "/" + color + " has not the declared type");
        require(
                live.service(new ResourceId(Kind.TRAFFIC, id.name()))
                        .flatMap(it -> it.live().fields("traffic").number(color))
                        .filter(it -> it.intValue() == 100)
                        .isPresent(),
                id + " does not send its traffic to " + color);
        require(serves(blue, specs.served(entry)), id + "/" + color + " serves another model");
    }

    private boolean serves(Optional<Observed.Service> deployment, String name) {
        return deployment
                .flatMap(it -> it.live().get("model"))
                .filter(it ->
                        it instanceof Value.Resolved(var asset, _)
                                && asset.id().name().equals(name)
                                && isCurrent(name, asset.version()))
                .isPresent();
    }

    private boolean isCurrent(String name, String version) {
        Entry entry = specs.entries().get(name);
        return entry == null
                || version(new ResourceId(entry.kind(), name), entry)
                        .filter(it -> it.version().equals(version))
                        .isPresent();
    }

    /// What was ours and is declared no more is gone; assets and jobs are archived.
    private void pruned() {
        Set<ResourceId> expected = new TreeSet<>(specs.ids());
        for (Map.Entry<ResourceId, Observed> each : live.resources().entrySet()) {
            boolean left =
                    switch (each.getValue()) {
                        case Observed.Service it -> it.owner().isPresent();
                        case Observed.Job it -> it.owner().isPresent() && !it.archived();
                        case Observed.Asset it ->
                                !it.archived()
                                        && it.versions().stream()
                                                .anyMatch(version -> version.owner().isPresent());
                    };
            require(!left || expected.contains(each.getKey()), each.getKey() + " was left behind");
        }
    }

    private void versions() {
        for (Observed each : live.resources().values()) {
            if (each instanceof Observed.Asset asset) {
                Set<Object> digests = new HashSet<>();
                Set<String> numbers = new HashSet<>();
                for (Observed.Version version : asset.versions()) {
                    require(version.digest().map(digests::add).orElse(true), each.id() + " twin");
                    numbers.add(version.version());
                }
                for (int number = 1; number <= asset.versions().size(); number++) {
                    require(numbers.contains(String.valueOf(number)), each.id() + " gap");
                }
            }
        }
    }

    private void recorded(Ledger ledger, Head head, Set<ChangeRecord.Key> acts) {
        require(ledger.standing().begun().isEmpty(), "something begun came to no outcome");
        Set<ResourceId> declared = new TreeSet<>(specs.ids());
        declared.remove(new ResourceId(Kind.MODEL, SimulatedSpecs.GUARDED));
        ResourceId policy = PolicyChange.id(head.specs().config());
        declared.add(policy);
        Set<ResourceId> held =
                newest.<Set<ResourceId>>map(it -> new TreeSet<>(it.resources().keySet()))
                        .orElseGet(TreeSet::new);
        require(held.equals(declared), "the release holds " + held + ", declared is " + declared);
        require(
                newest.map(it -> it.resources().get(policy))
                        .filter(it ->
                                Policy.read(it.spec()).isSameAs(head.specs().config().policy()))
                        .isPresent(),
                "another policy is in force than the declared one");
        require(
                newest.filter(it -> it.source().equals(head.commit().revision()))
                        .map(it -> it.outcome() == ReleaseOutcome.SUCCEEDED)
                        .orElse(true),
                "the release of the last commit is no success");
        Set<ChangeRecord.Key> told = new HashSet<>();
        ledger.history(Integer.MAX_VALUE)
                .forEach(entry -> entry.changes().forEach(change -> told.add(change.key())));
        acts.forEach(act -> require(told.contains(act), "nothing tells what came of " + act));
    }
}
