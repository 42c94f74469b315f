package dev.plumbline.simulation;

import java.util.List;
import java.util.stream.Stream;

/// Bugs that a reconciler could have, each as one changed text of its source.
final class Mutants {
    private static final String RECONCILER = "reconcile/WorkspaceReconciler";
    private static final String RELEASE = "reconcile/ReleaseBuilder";
    private static final String PRUNE = "plan/PrunePlanner";
    private static final String ASSETS = "plan/AssetPlanner";
    private static final String JOBS = "plan/JobPlanner";
    private static final String SERVICES = "plan/ServicePlanner";
    private static final String APPLIER = "apply/Applier";
    private static final String ATTEMPTS = "apply/Attempts";
    private static final String GATES = "gate/Gates";
    private static final String GRACE = "gate/GracePeriodGate";

    private static final List<Mutant> ALL =
            List.of(
                    new Mutant(
                            "acts without recording the intent",
                            RECONCILER,
                            "        listener.stage(name, Stage.RECORD, () -> ledger.intend(intent));\n",
                            "        java.util.Objects.requireNonNull(intent);\n"),
                    new Mutant(
                            "applies what a broken commit still declares",
                            RECONCILER,
                            "if (!head.specs().errors().isEmpty())",
                            "if (head.specs().errors().size() > 99)"),
                    new Mutant(
                            "never waits before it tries again",
                            ATTEMPTS,
                            "!now.isBefore(failure.next)",
                            "!now.isBefore(Instant.MIN)"),
                    new Mutant(
                            "forgets what was read of the platform before a pass",
                            RECONCILER,
                            "observed = listener.stage(name, Stage.OBSERVE, () -> platform.observe(new Scope(name)));",
                            "platform.observe(new Scope(name)); observed = state.observed();"),
                    new Mutant(
                            "a release holds what is not applied yet",
                            RELEASE,
                            "                .filter(PlannedResource::isCurrent)\n",
                            ""),
                    new Mutant(
                            "a release forgets what is as it was",
                            RELEASE,
                            "SharedMap.copyOf(last.resources()).with(changes)",
                            "SharedMap.<ResourceId, AppliedResource>empty().with(changes)"),
                    new Mutant(
                            "prunes after a partial read",
                            PRUNE,
                            "if (observed.incomplete().contains(id.kind()))",
                            "if (observed.incomplete().size() > 99)"),
                    new Mutant(
                            "never prunes", PRUNE, "Stream.concat(released(), begun())", "begun()"),
                    new Mutant(
                            "deletes an endpoint before its deployments",
                            PRUNE,
                            ".forEach(after::add);\n        }\n        return after;",
                            ".forEach(after::remove);\n        }\n        return new TreeSet<>();"),
                    new Mutant(
                            "prunes an archived asset for ever",
                            PRUNE,
                            "case Observed.Asset asset -> asset.archived();",
                            "case Observed.Asset asset -> asset.versions().isEmpty();"),
                    new Mutant(
                            "registers known content anew",
                            ASSETS,
                            "asset.flatMap(there -> there.withDigest(digest))",
                            "asset.flatMap(there -> there.version(String.valueOf(there.versions().size()))"
                                    + ".filter(it -> it.digest().equals(Optional.of(digest))))"),
                    new Mutant(
                            "skips a number",
                            ASSETS,
                            ".add(BigInteger.ONE)",
                            ".add(BigInteger.TWO)"),
                    new Mutant(
                            "counts versions from one whatever is there",
                            ASSETS,
                            ".reduce(BigInteger.ZERO, BigInteger::max)",
                            ".reduce(BigInteger.ZERO, (_, next) -> next.min(BigInteger.ZERO))"),
                    new Mutant(
                            "leaves an archived asset archived",
                            ASSETS,
                            "if (asset.archived()) {",
                            "if (asset.versions().isEmpty()) {"),
                    new Mutant(
                            "runs a running job again",
                            JOBS,
                            "case QUEUED, RUNNING -> {\n                current.pending(id, \"its run\");\n                yield drafts.of(\n                        new Verdict.Underway(),",
                            "case QUEUED, RUNNING -> {\n                current.pending(id, \"its run\");\n                yield drafts.of(\n                        new Verdict.Due(new Change.Run(resource, digest)),"),
                    new Mutant(
                            "runs a failed job for ever",
                            JOBS,
                            "yield again\n",
                            "yield again || !id.name().isEmpty()\n"),
                    new Mutant(
                            "runs again what has succeeded",
                            JOBS,
                            "case SUCCEEDED -> succeeded(drafts, resource, digest, run.registered());\n",
                            "case SUCCEEDED -> again ? due(drafts, resource, digest, \"again\")"
                                    + " : absent(drafts, resource, digest);\n"),
                    new Mutant(
                            "ignores drift",
                            SERVICES,
                            "fields.isEmpty()\n                            ? settled(",
                            "fields.isEmpty() || isUnchanged(drafts, written, resolved.digest())\n                            ? settled("),
                    new Mutant(
                            "removes what serves to make it anew",
                            "plan/Recreation",
                            "if (!siblings.serves(id)) {",
                            "if (siblings.serves(id)) {"),
                    new Mutant(
                            "leaves the sibling of what was made anew",
                            "plan/Siblings",
                            "? standing(original, sibling.get())\n                        : deleted(original)",
                            "? standing(original, sibling.get())\n                        : standing(original, sibling.get())"),
                    new Mutant(
                            "leaves traffic at a sibling",
                            "plan/Siblings",
                            ": serves(Sibling.of(deployment)) && !isReady(original.get());",
                            ": serves(Sibling.of(deployment));"),
                    new Mutant(
                            "starts what depends on a failure",
                            "apply/ApplyRun",
                            "if (ended.outcome().orElse(null) instanceof Outcome.Applied) {",
                            "if (ended.outcome().isPresent()) {"),
                    new Mutant(
                            "starts everything at once",
                            "apply/ApplyRun",
                            "if (unmet[i] == 0) {",
                            "if (unmet[i] >= 0) {"),
                    new Mutant(
                            "lets a lost answer end the pass",
                            APPLIER,
                            "return Optional.of(new Outcome.Failed(String.valueOf(e.getMessage()), true));",
                            "throw e;"),
                    new Mutant(
                            "waits no time after a failure",
                            ATTEMPTS,
                            "long millis = Math.min(doubled, LONGEST.toMillis());",
                            "long millis = Math.min(doubled, 1);"),
                    new Mutant(
                            "asks for no approval",
                            GATES,
                            "                    new ApprovalGate(),\n",
                            ""),
                    new Mutant(
                            "holds an edit of traffic for ever",
                            GRACE,
                            "return of.context().now().isBefore(until)",
                            "return of.context().now().isBefore(until.plusSeconds(900_000))"),
                    new Mutant(
                            "forgets what a process before it began",
                            RECONCILER,
                            "record.follow(ledger.standing());",
                            "ledger.standing();"),
                    new Mutant(
                            "announces no more than what it does now",
                            RECONCILER,
                            "record.with(changes));",
                            "changes);"),
                    new Mutant(
                            "loses what was begun when a policy comes into force",
                            "reconcile/Policies",
                            "record.with(List.of(change))",
                            "List.of(change)"),
                    new Mutant(
                            "takes all that was announced for told",
                            "ledger/LedgerHistory",
                            ".filter(change -> !told.contains(change.key()))",
                            ".filter(change -> told.isEmpty())"),
                    new Mutant(
                            "does not prune what no release held",
                            PRUNE,
                            "Stream.concat(released(), begun())",
                            "released()"),
                    new Mutant(
                            "a release forgets what may be there",
                            RELEASE,
                            "plan.get(id).isPresent()\n",
                            "id.name().isEmpty()\n"),
                    new Mutant(
                            "counts what was superseded as a failure",
                            "ledger/ChangeOutcome",
                            "case Stalled _, Failed _ -> true;\n            case Applied _, Superseded _ -> false;",
                            "case Stalled _, Failed _, Superseded _ -> true;\n            case Applied _ -> false;"),
                    new Mutant(
                            "counts what was done unheard as a failure",
                            "reconcile/ActOutcomes",
                            "|| !deletes && now.filter(PlannedResource::isCurrent).isPresent()",
                            "|| !deletes && now.isEmpty() && now.filter(PlannedResource::isCurrent).isPresent()"),
                    new Mutant(
                            "never puts a policy in force",
                            "reconcile/Policies",
                            "change.planned().filter(_ -> change.takesEffect())",
                            "change.planned().filter(_ -> change.commit().isEmpty())"),
                    new Mutant(
                            "changes things while frozen",
                            GATES,
                            "                    new FreezeGate(),\n",
                            ""),
                    new Mutant(
                            "runs a renamed job again",
                            JOBS,
                            "Stream.concat(Stream.of(id), desired.moves().formerly(id).stream())",
                            "Stream.of(id)"));

    private Mutants() {}

    static Stream<Mutant> all() {
        return ALL.stream();
    }
}
