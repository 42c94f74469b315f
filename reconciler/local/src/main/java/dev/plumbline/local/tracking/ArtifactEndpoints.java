package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.store.ArtifactListing;
import dev.plumbline.local.tracking.store.Places;
import dev.plumbline.local.tracking.store.Transactions;
import tools.jackson.databind.node.ObjectNode;

/// The API's `artifacts/list`.
record ArtifactEndpoints(Transactions store, Places places) {

    void mount(Routes routes) {
        routes.read("GET", "artifacts/list", this::list);
    }

    private ObjectNode list(MlflowRequest request) {
        TrackedRun run = store.read(handle -> new RunTable(handle).get(request.runId()));
        return ArtifactListing.below(
                places, places.run(run.experiment(), run.id()), request.text("path").orElse(""));
    }
}
