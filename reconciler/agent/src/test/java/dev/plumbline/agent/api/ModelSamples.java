package dev.plumbline.agent.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Versions of a model as an agent may tell them.
public final class ModelSamples {
    private static final Instant ENDED = Instant.parse("2026-03-01T10:00:00Z");

    private ModelSamples() {}

    public static ModelView version(String version, double auc, String data) {
        return new ModelView(
                "fraud/prod",
                "fraud",
                version,
                Optional.of("v1:sha256:9d1f0c2b77aa" + version),
                Optional.of(
                        new ModelView.Run(
                                "train-" + version,
                                "job/train",
                                "succeeded",
                                "3f9c2ab3f9c2ab3f9c2ab3f9c2ab3f9c2ab3f9c2",
                                Optional.of("Ada <ada@example.org>"),
                                Optional.of(ENDED.minusSeconds(95)),
                                Optional.of(ENDED),
                                Map.of("auc", auc, "rows", 1000.0),
                                Map.of("depth", "4"))),
                Map.of("inputs.training_data", data),
                Map.of("code", "src@9d1f0c2"),
                Map.of("environment", "environment/sklearn:1"),
                version.equals("3") ? List.of("online-deployment/fraud/blue") : List.of(),
                List.of());
    }

    /// One that someone registered by hand.
    public static ModelView unknown(String version) {
        return new ModelView(
                "fraud/prod",
                "fraud",
                version,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of("which run registered it"));
    }
}
