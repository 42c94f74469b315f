package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.store.Places;
import dev.plumbline.local.tracking.store.Transactions;
import java.time.InstantSource;

/// The API's model registry.
public final class RegistryEndpoints {
    private final RegisteredModelEndpoints models;
    private final ModelVersionEndpoints versions;

    public RegistryEndpoints(
            Transactions store, Places places, ModelAssets assets, InstantSource clock) {
        Registry registry = new Registry(store, places, assets, clock);
        models = new RegisteredModelEndpoints(store, registry, clock);
        versions = new ModelVersionEndpoints(store, registry, clock);
    }

    public void mount(Routes routes) {
        models.mount(routes);
        versions.mount(routes);
    }
}
