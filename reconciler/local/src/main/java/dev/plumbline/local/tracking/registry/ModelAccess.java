package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Permission.Belonging;
import dev.plumbline.local.tracking.store.RunOrigin;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a client may change among models. A job's script changes the models that it registered a
/// version of, and those that have none yet; of versions, its own.
record ModelAccess(Handle handle, String workspace) {

    void checkNew(MlflowRequest request) {
        RunOrigin origin = RunOrigin.ofNew(handle, request); // says so when the job has ended
        Permission.check(
                request.client(),
                new Belonging(origin.tree(), Optional.of(workspace), origin.underWay()),
                "the workspace " + workspace);
    }

    void check(MlflowRequest request, String model) {
        List<ModelVersion> versions = new VersionTable(handle, workspace).versions(model);
        boolean mine =
                versions.isEmpty()
                        || versions.stream().anyMatch(version -> isMine(request, version));
        check(request, mine, "the model \"" + model + "\"");
    }

    void check(MlflowRequest request, ModelVersion version) {
        check(
                request,
                isMine(request, version),
                "version %s of the model \"%s\"".formatted(version.version(), version.name()));
    }

    private void check(MlflowRequest request, boolean mine, String what) {
        RunOrigin origin = RunOrigin.ofNew(handle, request);
        Optional<String> tree = mine ? origin.tree() : Optional.empty();
        Permission.check(
                request.client(),
                new Belonging(tree, Optional.of(workspace), origin.underWay()),
                what);
    }

    private boolean isMine(MlflowRequest request, ModelVersion version) {
        return request.client() instanceof Client.Script(var tree)
                && new VersionTable(handle, workspace)
                        .tree(version.name(), version.version())
                        .equals(Optional.of(tree));
    }
}
