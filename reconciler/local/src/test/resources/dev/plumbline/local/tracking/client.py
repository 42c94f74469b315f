"""What a training script does with mlflow, 2.x or 3.x; each print is a line that the test looks for."""
import os
import warnings

import mlflow
import numpy
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("ignore")
three = mlflow.__version__.startswith("3")
client = MlflowClient()


def refused(call):
    try:
        call()
        return "not refused"
    except MlflowException as e:
        return e.error_code


# Autologging.
mlflow.sklearn.autolog()
features = numpy.array([[0.0], [1.0], [2.0], [3.0]])
with mlflow.start_run() as run:
    fitted = LogisticRegression(C=0.5).fit(features, numpy.array([0, 0, 1, 1]))
kept = client.get_run(run.info.run_id)
print("autolog", kept.data.params["C"], "training_accuracy_score" in kept.data.metrics)
print("data set", [each.dataset.name for each in kept.inputs.dataset_inputs] != [])
print("estimator", kept.data.tags["estimator_name"])
mlflow.sklearn.autolog(disable=True)

# Logging by hand, with files over HTTP.
with mlflow.start_run(nested=True, run_name="by hand") as run:
    mlflow.log_params({"depth": 3, "kind": "forest"})
    for step in range(3):
        mlflow.log_metrics({"auc": 0.5 + step / 8, "loss": float("nan")}, step=step)
    mlflow.set_tag("stage", "training")
    os.makedirs("report/deep", exist_ok=True)
    with open("report/deep/report.txt", "w") as report:
        report.write("good")
    mlflow.log_artifacts("report", artifact_path="report")
    mlflow.log_dict({"a": 1}, "dict.json")
    mlflow.log_text("three", "text.txt")
by_hand = run.info.run_id
print("files", sorted(each.path for each in client.list_artifacts(by_hand)))
down = mlflow.artifacts.download_artifacts(run_id=by_hand, artifact_path="report", dst_path="down")
print("down", open(os.path.join(down, "deep", "report.txt")).read())
print("dict", mlflow.artifacts.load_dict(f"runs:/{by_hand}/dict.json"))
print("history", [m.value for m in client.get_metric_history(by_hand, "auc")])

# A model, logged and registered in one go, and registered again by its address.
with mlflow.start_run(nested=True, run_name="model") as run:
    name = {"name": "model"} if three else {"artifact_path": "model"}
    pickle = {"serialization_format": "cloudpickle"}
    info = mlflow.sklearn.log_model(
        fitted, registered_model_name="fraud", pip_requirements=["scikit-learn"], **pickle, **name)
    mlflow.log_metric("auc", 0.9)
again = mlflow.register_model(info.model_uri, "fraud", tags={"kind": "good"})
print("version", again.version, again.status, again.run_id == run.info.run_id)
client.set_registered_model_alias("fraud", "champion", again.version)
client.update_model_version("fraud", again.version, description="the second")
client.set_registered_model_tag("fraud", "team", "risk")
print("alias", client.get_model_version_by_alias("fraud", "champion").description)
for uri in [info.model_uri, "models:/fraud@champion", "models:/fraud/1"]:
    print("loaded", mlflow.sklearn.load_model(uri).predict(features).tolist())
print("pyfunc", mlflow.pyfunc.load_model("models:/fraud/2").predict(features).tolist())

# Searches.
experiment = run.info.experiment_id
found = mlflow.search_runs(
    [experiment], filter_string="metrics.auc > 0.7 AND attributes.status = 'FINISHED'",
    order_by=["metrics.auc DESC"], output_format="list")
print("found", [(each.info.run_name, each.data.metrics["auc"]) for each in found])
found = client.search_runs([experiment], "params.kind ILIKE 'FOR%' and tags.`mlflow.runName` != 'x'")
print("by parameter", [each.info.run_name for each in found])
pages = client.search_runs([experiment], max_results=1)
print("pages", len(pages), bool(pages.token))
print("models", [each.name for each in client.search_registered_models("name LIKE 'fr%'")])
found = client.search_model_versions("name = 'fraud'", order_by=["version_number ASC"])
print("versions", [each.version for each in found])
print("tagged", [each.version for each in client.search_model_versions("tags.kind = 'good'")])
print("experiments", [each.name for each in mlflow.search_experiments(filter_string="name = 'fraud'")])
if three:
    logged = mlflow.search_logged_models(
        [experiment], filter_string="name = 'model'", output_format="list")
    print("logged", {each.status for each in logged}, info.model_id in {each.model_id for each in logged})

# What is not a script's to do.
print("own tag", refused(lambda: client.set_tag(by_hand, "plumbline.commit", "x")))
print("commit", client.get_run(by_hand).data.tags["plumbline.commit"])
print("deleting", refused(lambda: client.delete_experiment(experiment)))
print("missing", refused(lambda: client.get_run("0" * 32)))
client.delete_run(by_hand)
print("deleted", client.get_run(by_hand).info.lifecycle_stage)
client.restore_run(by_hand)
