package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.LineageView;
import dev.plumbline.local.LocalPlatform;
import dev.plumbline.local.serving.AccessLog;
import dev.plumbline.local.serving.AccessRecord;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Scope;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.util.Optional;

/// Finds what a question of lineage begins with: a resource, one version of an asset, or a request
/// that was scored.
final class Origins {
    private final Workspaces workspaces;
    private final LocalPlatform local;

    Origins(Workspaces workspaces, LocalPlatform local) {
        this.workspaces = workspaces;
        this.local = local;
    }

    LineageView of(Optional<String> workspace, String idOrRequest) {
        Workspaces.Found found =
                workspaces.named(workspace).stream()
                        .findFirst()
                        .orElseThrow(
                                () -> ControlException.unavailable("there is no workspace yet"));
        Observation observed = local.observe(new Scope(found.fullName()));
        int slash = idOrRequest.indexOf('/');
        if (slash < 0 || Kind.ofWord(idOrRequest.substring(0, slash)).isEmpty()) {
            return new Lineage(found, observed, local.jobs()).of(request(idOrRequest));
        }
        ResourceId id = Ids.parse(idOrRequest);
        Lineage lineage = new Lineage(owner(workspace, id, found), observed, local.jobs());
        int colon = id.name().lastIndexOf(':');
        if (id.kind().family() != Kind.Family.ASSET || colon <= 0) {
            return lineage.of(id);
        }
        ResourceId asset = new ResourceId(id.kind(), id.name().substring(0, colon));
        return lineage.of(new VersionedId(asset, id.name().substring(colon + 1)));
    }

    /// Without a workspace given, the one that declares the resource.
    private Workspaces.Found owner(
            Optional<String> workspace, ResourceId id, Workspaces.Found otherwise) {
        if (workspace.isPresent()) {
            return otherwise;
        }
        return workspaces.all().stream()
                .filter(each -> each.reconciler().state().last().get(id).isPresent())
                .findFirst()
                .orElse(otherwise);
    }

    private AccessRecord request(String id) {
        try {
            return AccessLog.find(local.servingFolder(), id)
                    .orElseThrow(() ->
                            ControlException.notFound(
                                    "\""
                                            + id
                                            + "\" is neither a resource (kind/name, such as model/fraud) nor a request in the access log"));
        } catch (IOException e) {
            throw ControlException.unavailable("the access log cannot be read: " + e.getMessage());
        }
    }
}
