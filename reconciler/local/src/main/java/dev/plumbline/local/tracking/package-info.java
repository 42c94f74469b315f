/// What runs log: parameters, metrics and tags, kept behind the part of MLflow's REST API that its
/// client calls while a step runs. Source of the API:
/// <https://mlflow.org/docs/latest/rest-api.html>.
@NullMarked
package dev.plumbline.local.tracking;

import org.jspecify.annotations.NullMarked;
