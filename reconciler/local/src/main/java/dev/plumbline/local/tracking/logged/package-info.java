/// Models as MLflow 3 logs them: things of their own, with parameters, metrics and files, which a
/// person or a script may register later. Source: `mlflow/protos/service.proto` and
/// `mlflow/store/tracking/sqlalchemy_store.py` of MLflow 3.17.
@NullMarked
package dev.plumbline.local.tracking.logged;

import org.jspecify.annotations.NullMarked;
