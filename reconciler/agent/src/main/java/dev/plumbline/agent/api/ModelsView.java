package dev.plumbline.agent.api;

import java.util.List;

/// Versions of models, by workspace and name, newest first.
public record ModelsView(List<ModelView> models) {
    public ModelsView {
        models = List.copyOf(models);
    }
}
