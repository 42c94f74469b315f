"""Says of each document whether Azure's own validator takes it.

Reads lines {"file": path, "kind": name of the schema} and writes, for each, a line {"message": what it says, or null}. It
does offline what `az ml` does before it asks the service: loads the file as the command's entity, and validates that.
"""

import inspect
import io
import json
import logging
import sys
import warnings
from contextlib import redirect_stderr, redirect_stdout

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

from azure.ai.ml import entities  # noqa: E402
from azure.ai.ml._utils.utils import load_yaml  # noqa: E402
from azure.ai.ml.entities import _load_functions as loaders  # noqa: E402
from azure.ai.ml.entities._feature_set.featureset_spec_metadata import FeaturesetSpecMetadata  # noqa: E402


def load_kubernetes_deployment(source):
    """A file without a type is one of a managed deployment for `az ml`; this one says in its schema what it is."""
    data = {"type": "kubernetes", **load_yaml(source)}
    return entities.OnlineDeployment._load(data=data, yaml_path=source)


COMPUTE = ("amlCompute", "computeInstance", "kubernetesCompute", "synapseSparkCompute", "vmCompute")
DATASTORES = ("azureBlob", "azureDataLakeGen1", "azureDataLakeGen2", "azureFile", "oneLakeDatastore")
LOADERS = {
    "batchDeployment": loaders.load_batch_deployment,
    "batchEndpoint": loaders.load_batch_endpoint,
    "connection": loaders.load_connection,
    "data": loaders.load_data,
    "dataImport": lambda source: loaders.load_common(entities.DataImport, source),
    "environment": loaders.load_environment,
    "featureSet": loaders.load_feature_set,
    "featureSetSpec": FeaturesetSpecMetadata.load,
    "featureStore": loaders.load_feature_store,
    "featureStoreEntity": loaders.load_feature_store_entity,
    "kubernetesOnlineDeployment": load_kubernetes_deployment,
    "kubernetesOnlineEndpoint": loaders.load_online_endpoint,
    "managedOnlineDeployment": loaders.load_online_deployment,
    "managedOnlineEndpoint": loaders.load_online_endpoint,
    "model": loaders.load_model,
    "modelBatchDeployment": loaders.load_model_batch_deployment,
    "modelVersionPackage": loaders.load_model_package,
    "monitorSchedule": loaders.load_schedule,
    "pipelineComponentBatchDeployment": loaders.load_pipeline_component_batch_deployment,
    "registry": loaders.load_registry,
    "schedule": loaders.load_schedule,
    "workspace": loaders.load_workspace,
    **dict.fromkeys(COMPUTE, loaders.load_compute),
    **dict.fromkeys(DATASTORES, loaders.load_datastore),
}


def loader(kind):
    if kind.endswith("Component"):
        return loaders.load_component
    if kind.endswith("Job"):
        return loaders.load_job
    return LOADERS[kind]


def validate(entity):
    check = getattr(entity, "_validate", None)
    if check is None or (isinstance(entity, entities.Schedule) and not isinstance(entity, entities.JobSchedule)):
        return
    if "raise_error" in inspect.signature(check).parameters:
        check(raise_error=True)
    else:
        check()


def verdict(file, kind):
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            validate(loader(kind)(file))
        return None
    except Exception as failure:  # whatever it dies of, a user would see as a refusal
        return f"{type(failure).__name__}: {failure}"


def main():
    answers = sys.stdout
    for line in sys.stdin:
        asked = json.loads(line)
        answers.write(json.dumps({"message": verdict(asked["file"], asked["kind"])}) + "\n")
        answers.flush()


main()
