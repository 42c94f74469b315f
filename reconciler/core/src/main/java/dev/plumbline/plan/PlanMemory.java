package dev.plumbline.plan;

import dev.plumbline.plan.resolve.CurrentVersions;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Relation;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is known of the last plan of a workspace. Not safe for use by several threads.
final class PlanMemory {
    /// What is said of each declared resource.
    SharedMap<ResourceId, PlannedResource> planned = SharedMap.empty();

    final CurrentVersions current = new CurrentVersions();

    /// Who names a resource as something that it needs.
    final Relation<ResourceId, ResourceId> needing = new Relation<>();

    /// What is declared in a file.
    final Relation<String, ResourceId> declaring = new Relation<>();

    final Relation<Digest, ResourceId> meaning = new Relation<>();

    /// Of which digests the ledger remembers a success of a job.
    final Relation<ResourceId, Digest> remembering = new Relation<>();

    /// Who refers to what nothing declares: any job may still register it.
    final Set<ResourceId> lost = new HashSet<>();

    /// What is not as declared.
    final Set<ResourceId> open = new HashSet<>();

    /// What differs in fields that are left as they are.
    final Set<ResourceId> ignoring = new HashSet<>();

    /// The deployments that have a temporary sibling or wait for one.
    final Set<ResourceId> doubled = new HashSet<>();

    /// What will stand otherwise in a release than in the last one.
    final Set<ResourceId> unreleased = new HashSet<>();

    /// What the last release holds and nothing declares any more.
    final Set<ResourceId> gone = new HashSet<>();

    /// What carries the workspace's owner tag and is not declared.
    final Set<ResourceId> unclaimed = new TreeSet<>();

    /// Empty when the edges of the graph changed.
    Optional<PlanOrder> order = Optional.empty();
}
