package dev.plumbline.local.tracking.registry;

/// A model in MLflow's registry, without its versions.
record RegisteredModel(String name, String description, long createdAt, long updatedAt) {}
