/// MLflow's model registry over the platform's own assets: a version that a script registers is a
/// version of the asset `model/NAME`, linked to the run that made it, and what Git or a job
/// registered is a version here. Source: `mlflow/protos/model_registry.proto` and
/// `mlflow/store/model_registry/sqlalchemy_store.py` of MLflow 3.17.
@NullMarked
package dev.plumbline.local.tracking.registry;

import org.jspecify.annotations.NullMarked;
