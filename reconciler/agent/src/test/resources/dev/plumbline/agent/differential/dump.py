"""Writes what users of the Python SDK have built in Python as YAML, with `dump()` alone."""

from pathlib import Path

import yaml
from azure.ai.ml import Input, Output, command, dsl, load_component
from azure.ai.ml.constants import AssetTypes
from azure.ai.ml.entities import (
    CodeConfiguration,
    CronTrigger,
    Data,
    Environment,
    JobSchedule,
    ManagedOnlineDeployment,
    ManagedOnlineEndpoint,
    Model,
)
from azure.ai.ml.sweep import Uniform

Path("src").mkdir(exist_ok=True)
Path("src/train.py").write_text("print('trained')\n")
Path("src/score.py").write_text("def run(data):\n    return data\n")
Path("src/conda.yml").write_text("dependencies: [python=3.11]\n")
Path("src/rows.csv").write_text("a\n1\n")

SKLEARN = "azureml:sklearn:1"

Environment(name="sklearn", version="1", image="python:3.11", conda_file="src/conda.yml").dump("environment.yml")
Data(name="rows", version="1", type=AssetTypes.URI_FILE, path="src/rows.csv", description="Rows").dump("data.yml")
Model(name="fraud", version="3", type=AssetTypes.CUSTOM_MODEL, path="azureml://jobs/j/outputs/artifacts/paths/m").dump(
    "model.yml"
)

train = command(
    name="train",
    command="python train.py --rows ${{inputs.rows}} --rate ${{inputs.rate}} --out ${{outputs.model}}",
    code="src",
    environment=SKLEARN,
    inputs={"rows": Input(type=AssetTypes.URI_FILE), "rate": Input(type="number", default=0.1)},
    outputs={"model": Output(type=AssetTypes.MLFLOW_MODEL)},
)
train.component.dump("train.yml")

@dsl.pipeline(default_compute="cpu-cluster", description="Trains a model")
def fraud(rows, rate: float = 0.1):
    step = train(rows=rows, rate=rate)
    return {"model": step.outputs.model}


fraud(rows=Input(type=AssetTypes.URI_FILE, path="azureml:rows:1")).dump("pipeline.yml")

registered = load_component("train.yml")


@dsl.pipeline(default_compute="cpu-cluster")
def by_file(rows):
    registered(rows=rows, rate=0.2)


by_file(rows=Input(type=AssetTypes.URI_FILE, path="azureml:rows:1")).dump("pipeline-by-file.yml")


@dsl.pipeline(default_compute="cpu-cluster")
def tuned(rows):
    sweep = train(rows=rows, rate=Uniform(0.01, 0.5)).sweep(
        sampling_algorithm="random", primary_metric="auc", goal="Maximize"
    )
    sweep.set_limits(max_total_trials=4, max_concurrent_trials=2)


tuned(rows=Input(type=AssetTypes.URI_FILE, path="azureml:rows:1")).dump("tuned.yml")

alone = train(rows=Input(type=AssetTypes.URI_FILE, path="azureml:rows:1"), rate=Uniform(0.01, 0.5)).sweep(
    sampling_algorithm="random", primary_metric="auc", goal="Maximize", compute="cpu-cluster"
)
alone.set_limits(max_total_trials=4, max_concurrent_trials=2)
alone.dump("sweep.yml")

endpoint = ManagedOnlineEndpoint(name="fraud-detection", auth_mode="key", tags={"team": "fraud"})
Path("endpoint.yml").write_text(yaml.safe_dump(dict(endpoint.dump())))  # writes no file by itself
ManagedOnlineDeployment(
    name="blue",
    endpoint_name="fraud-detection",
    model="azureml:fraud:3",
    environment=SKLEARN,
    code_configuration=CodeConfiguration(code="src", scoring_script="score.py"),
    instance_type="Standard_DS3_v2",
    instance_count=1,
).dump("deployment.yml")

JobSchedule(
    name="nightly", trigger=CronTrigger(expression="0 3 * * *"), create_job="./pipeline.yml"
).dump("schedule.yml")

# What dump() writes as absolute paths stands in the repository, and a path to a job is no name of one.
here = Path.cwd().as_posix() + "/"
for spec in Path().glob("*.yml"):
    spec.write_text(spec.read_text().replace(here, "./").replace("azureml:./", "./"))
