package dev.plumbline.agent.promotion;

import dev.plumbline.resource.ResourceId;

/// Hears what becomes of promotions.
public interface PromotionListener {
    /// @param type `promotion.proposed` or `promotion.waits`
    /// @param workspace its full name
    /// @param deployment what the version is for
    /// @param message for people
    void promotion(String type, String workspace, ResourceId deployment, String message);
}
