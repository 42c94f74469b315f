package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Resources and successes of ledger trees. Those of the last tree are kept, so that reading
/// another one costs what differs.
final class LedgerContents {
    private final LedgerFolder<ResourceId, AppliedResource> resources =
            new LedgerFolder<>(LedgerPaths.RESOURCES, LedgerTree::resource, AppliedResource::id);
    private final LedgerFolder<Success, JobSuccess> successes =
            new LedgerFolder<>(LedgerPaths.RUNS, LedgerTree::success, Success::of);
    private SharedMap<Success, JobSuccess> known = SharedMap.empty();
    private SharedMap<Digest, Map<ResourceId, Map<ResourceId, String>>> registered =
            SharedMap.empty();

    /// What a success is remembered by.
    private record Success(Digest digest, ResourceId job) {
        static Success of(JobSuccess success) {
            return new Success(success.digest(), success.job());
        }
    }

    synchronized SharedMap<ResourceId, AppliedResource> resources(LedgerTree tree)
            throws IOException {
        return resources.read(tree);
    }

    synchronized List<JobSuccess> successes(LedgerTree tree) throws IOException {
        return List.copyOf(successes.read(tree).values());
    }

    /// Takes what a release was written from, as it would be read back.
    ///
    /// @param before the tree that it was written on top of
    synchronized void wrote(Optional<LedgerTree> before, LedgerTree after, Release release)
            throws IOException {
        SharedMap<ResourceId, AppliedResource> held =
                before.isPresent() ? resources.read(before.get()) : SharedMap.empty();
        Map<ResourceId, Optional<AppliedResource>> changes = new HashMap<>();
        for (ResourceId id : SharedMap.differences(held, release.resources())) {
            changes.put(
                    id, Optional.ofNullable(release.resources().get(id)).map(ResourceJson::asRead));
        }
        resources.wrote(before, after, changes);
        Map<Success, Optional<JobSuccess>> runs = new HashMap<>();
        release.successes().forEach(each -> runs.put(Success.of(each), Optional.of(each)));
        successes.wrote(before, after, runs);
    }

    /// What a plan compares with.
    ///
    /// @param begun what is in no release although it may be there
    synchronized LastApplied lastApplied(LedgerTree tree, Set<ResourceId> begun)
            throws IOException {
        SharedMap<Success, JobSuccess> now = successes.read(tree);
        Map<Digest, List<Success>> changed =
                SharedMap.differences(known, now).stream()
                        .collect(Collectors.groupingBy(Success::digest));
        Map<Digest, Optional<Map<ResourceId, Map<ResourceId, String>>>> changes = new HashMap<>();
        changed.forEach((digest, differing) -> {
            Map<ResourceId, Map<ResourceId, String>> jobs =
                    new HashMap<>(registered.getOrDefault(digest, Map.of()));
            for (Success success : differing) {
                Optional.ofNullable(now.get(success))
                        .ifPresentOrElse(
                                found -> jobs.put(success.job(), found.registered()),
                                () -> jobs.remove(success.job()));
            }
            changes.put(digest, Optional.of(jobs).filter(left -> !left.isEmpty()));
        });
        registered = registered.with(changes);
        known = now;
        return new LastApplied(resources.read(tree), begun, registered);
    }
}
