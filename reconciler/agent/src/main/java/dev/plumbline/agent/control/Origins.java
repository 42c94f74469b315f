package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.LineageView;
import dev.plumbline.local.LocalPlatform;
import dev.plumbline.local.serving.AccessLog;
import dev.plumbline.local.serving.AccessRecord;
import dev.plumbline.platform.Scope;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        int slash = idOrRequest.indexOf('/');
        if (slash < 0 || Kind.ofWord(idOrRequest.substring(0, slash)).isEmpty()) {
            AccessRecord request = request(idOrRequest);
            return lineage(workspace, new ResourceId(Kind.ONLINE_ENDPOINT, request.endpoint()))
                    .of(request);
        }
        ResourceId id = Ids.parse(idOrRequest);
        int colon = id.name().lastIndexOf(':');
        if (id.kind().family() != Kind.Family.ASSET || colon <= 0) {
            return lineage(workspace, id).of(id);
        }
        ResourceId asset = new ResourceId(id.kind(), id.name().substring(0, colon));
        return lineage(workspace, asset).of(new VersionedId(asset, id.name().substring(colon + 1)));
    }

    private Lineage lineage(Optional<String> workspace, ResourceId id) {
        Workspaces.Found found = workspace.map(workspaces::one).orElseGet(() -> holder(id));
        return new Lineage(found, local.observe(new Scope(found.fullName())), local.jobs());
    }

    /// Without a workspace given, the one that holds the resource.
    private Workspaces.Found holder(ResourceId id) {
        List<Workspaces.Found> all = workspaces.all();
        List<Workspaces.Found> holders =
                all.stream()
                        .filter(each ->
                                each.reconciler().state().observed().resources().containsKey(id))
                        .toList();
        if (holders.size() > 1) {
            throw ControlException.invalid(
                    id
                            + " is in several workspaces; name one with --workspace: "
                            + holders.stream()
                                    .map(Workspaces.Found::fullName)
                                    .collect(Collectors.joining(", ")));
        }
        return holders.stream()
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> ControlException.unavailable("there is no workspace yet"));
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
