/// MLflow's REST protocol, apart from what is asked for: requests, answers, errors, pages, routes
/// and who calls. Source: `mlflow/protos/service.proto` and `mlflow/server/handlers.py` of MLflow
/// 3.17.
@NullMarked
package dev.plumbline.local.tracking.protocol;

import org.jspecify.annotations.NullMarked;
