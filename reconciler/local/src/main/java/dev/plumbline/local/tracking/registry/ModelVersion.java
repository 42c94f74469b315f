package dev.plumbline.local.tracking.registry;

/// A version in MLflow's registry.
///
/// @param run the tracked run that made it; may be empty
/// @param model the logged model that it was made of; may be empty
/// @param isDeclared whether Git declares it
record ModelVersion(
        String name,
        String version,
        String stage,
        String description,
        String source,
        String run,
        String runLink,
        String model,
        boolean isDeclared,
        long createdAt,
        long updatedAt) {}
