package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.model.ScoringModel;
import java.io.IOException;

/// Makes the model of a deployment ready to score.
@FunctionalInterface
public interface ModelLoader {
    /// @throws IOException when it cannot be served; the message says what is needed
    ScoringModel load(Routes.Deployment deployment) throws IOException;
}
