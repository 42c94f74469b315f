package dev.plumbline.plan;

import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Finds what carries a workspace's owner tag and is neither declared nor deleted, and says why.
///
/// @param declared what is declared in the file at a path
/// @param adopted whether a resource, or the endpoint that it belongs to, was there before
public record OrphanFinder(
        Desired desired,
        Function<String, Set<ResourceId>> declared,
        Predicate<ResourceId> adopted) {
    /// Whose a resource is; empty when it is archived or nobody's. What a run registered belongs to
    /// the run, and traffic to its endpoint.
    public static Optional<Owner> owner(Observed there) {
        return switch (there) {
            case Observed.Asset asset ->
                    asset.archived()
                            ? Optional.empty()
                            : asset.versions().reversed().stream()
                                    .filter(version -> version.run().isEmpty())
                                    .flatMap(version -> version.owner().stream())
                                    .findFirst();
            case Observed.Job job -> job.archived() ? Optional.empty() : job.owner();
            case Observed.Service service ->
                    service.id().kind() == Kind.TRAFFIC ? Optional.empty() : service.owner();
        };
    }

    /// What to do about any of them.
    public static String advice(ResourceId id) {
        return "to keep it, declare it again (`plumb import %s` writes its spec); to be rid of it, remove that document in a later commit, or delete it by hand"
                .formatted(id);
    }

    List<Orphan> of(Collection<Observed> unclaimed) {
        return unclaimed.stream()
                .flatMap(there -> owner(there).stream().map(owner -> orphan(there.id(), owner)))
                .toList();
    }

    private Orphan orphan(ResourceId id, Owner owner) {
        boolean stands = desired.documents().containsKey(owner.path());
        boolean wasThere = adopted.test(id);
        return new Orphan(
                id,
                owner.path(),
                stands ? standing(owner.path()) : gone(owner, wasThere),
                wasThere
                        ? "to keep it, declare it again (`plumb import %s` writes its spec); to be rid of it, delete it by hand"
                                .formatted(id)
                        : advice(id));
    }

    private String standing(String path) {
        if (!desired.included().test(path)) {
            return PlumblineFile.PATH + " does not include " + path + " any more";
        }
        String now =
                declared.apply(path).stream()
                        .filter(id -> id.kind() != Kind.TRAFFIC)
                        .map(ResourceId::toString)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return now.isEmpty()
                ? "%s lacks a value, so that it declares nothing (`plumb validate` says which)"
                        .formatted(path)
                : "%s declares %s now, since `set` or `tokens` of %s name it otherwise than before"
                        .formatted(path, now, PlumblineFile.PATH);
    }

    private static String gone(Owner owner, boolean wasThere) {
        if (owner.path().isEmpty()) {
            return "nothing tells which document declared it";
        }
        return wasThere
                ? "%s is gone; %s was on the platform before Plumbline came, and what Plumbline did not make it does not delete"
                        .formatted(owner.path(), owner.adopted() ? "it" : "its endpoint")
                : "%s is gone, and was no part of the workspace any more when it went"
                        .formatted(owner.path());
    }
}
