"""The train step: fits gradient-boosted trees and saves them as an MLflow model in ONNX."""

import argparse
import json
import logging
import platform
import shutil
from importlib.metadata import version
from pathlib import Path

import mlflow
import numpy as np
import onnx
import yaml
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import GradientBoostingClassifier

# Old enough for every ONNX Runtime in use; newer operator sets bring nothing for trees.
TARGET_OPSET = {"": 18, "ai.onnx.ml": 3}
SCORER = Path(__file__).with_name("onnx_scorer.py")

log = logging.getLogger("train")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train-data", type=Path, required=True, help="folder that holds train.csv")
    parser.add_argument("--learning-rate", type=float, default=0.1)
    parser.add_argument("--n-estimators", type=int, default=100)
    parser.add_argument("--max-depth", type=int, default=3)
    parser.add_argument("--model", type=Path, required=True, help="folder to write the MLflow model to")
    return parser.parse_args()


def read_training_set(path: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Feature names, features as float32[N, F] and labels as int64[N]."""
    with path.open() as file:
        names = file.readline().strip().split(",")
        table = np.loadtxt(file, delimiter=",", dtype=np.float32)
    return names[:-1], table[:, :-1], table[:, -1].astype(np.int64)


def to_onnx(classifier: GradientBoostingClassifier) -> onnx.ModelProto:
    """Takes `features` float32[N, F]; gives `label` int64[N] and `probabilities` float32[N, 2]."""
    return convert_sklearn(
        classifier,
        name="fraud-detection",
        initial_types=[("features", FloatTensorType([None, classifier.n_features_in_]))],
        options={id(classifier): {"zipmap": False}},
        target_opset=TARGET_OPSET,
    )


def save_mlflow_model(folder: Path, model: onnx.ModelProto, feature_names: list[str]) -> None:
    """Writes an MLflow model folder: https://mlflow.org/docs/latest/ml/model/#storage-format.

    By hand, because `mlflow.onnx` needs pandas, and stamps each model with a time and an id: here the same training
    gives the same bytes.
    """
    code = folder / "code"
    code.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SCORER, code / SCORER.name)
    onnx.save(model, folder / "model.onnx")
    requirements = serving_requirements()
    (folder / "requirements.txt").write_text("\n".join(requirements) + "\n")
    conda = {"name": "mlflow-env", "channels": ["conda-forge"],
             "dependencies": [f"python={platform.python_version()}", "pip", {"pip": requirements}]}
    write_yaml(folder / "conda.yaml", conda)
    write_yaml(folder / "MLmodel", mlmodel(feature_names))


def serving_requirements() -> list[str]:
    packages = ["numpy", "onnx", "onnxruntime"]
    return [f"mlflow=={version('mlflow-skinny')}", *(f"{package}=={version(package)}" for package in packages)]


def mlmodel(feature_names: list[str]) -> dict:
    """The MLmodel document. Its columns, in order, are those of the ONNX input `features`."""
    columns = [{"name": name, "type": "double", "required": True} for name in feature_names]
    return {
        "mlflow_version": version("mlflow-skinny"),
        "flavors": {
            "onnx": {
                "onnx_version": onnx.__version__,
                "data": "model.onnx",
                "providers": ["CPUExecutionProvider"],
            },
            "python_function": {
                "loader_module": SCORER.stem,
                "code": "code",
                "data": "model.onnx",
                "env": {"conda": "conda.yaml"},
                "python_version": platform.python_version(),
            },
        },
        "signature": {
            "inputs": json.dumps(columns),
            "outputs": json.dumps([tensor("label", "int64", [-1]), tensor("probabilities", "float32", [-1, 2])]),
            "params": None,
        },
    }


def tensor(name: str, dtype: str, shape: list[int]) -> dict:
    return {"name": name, "type": "tensor", "tensor-spec": {"dtype": dtype, "shape": shape}}


def write_yaml(path: Path, document: dict) -> None:
    path.write_text(yaml.safe_dump(document, sort_keys=False))


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    arguments = parse_arguments()
    hyperparameters = {
        "learning_rate": arguments.learning_rate,
        "n_estimators": arguments.n_estimators,
        "max_depth": arguments.max_depth,
    }
    mlflow.log_params(hyperparameters)
    names, features, labels = read_training_set(arguments.train_data / "train.csv")
    log.info("training on %d rows with %d features and %s", *features.shape, hyperparameters)
    classifier = GradientBoostingClassifier(**hyperparameters, random_state=0).fit(features, labels)
    log.info("accuracy on the training set: %.4f", classifier.score(features, labels))
    save_mlflow_model(arguments.model, to_onnx(classifier), names)
    log.info("saved the model to %s", arguments.model)


if __name__ == "__main__":
    main()
