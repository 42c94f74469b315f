"""Fits gradient-boosted trees and saves them as an MLflow model in ONNX."""

import argparse
import logging
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
    """Writes an MLflow model folder with the ONNX flavour.

    By hand, because `mlflow.onnx` needs pandas, and because it stamps each copy with a time and an id: here the
    same training gives the same bytes. Format: https://mlflow.org/docs/latest/ml/model/#storage-format
    """
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    requirements = [f"mlflow=={version('mlflow-skinny')}"]
    requirements += [f"{package}=={version(package)}" for package in ("numpy", "onnx", "onnxruntime")]
    (folder / "requirements.txt").write_text("\n".join(requirements) + "\n")
    write_yaml(folder / "conda.yaml", {
        "name": "mlflow-env",
        "channels": ["conda-forge"],
        "dependencies": ["python=3.11", "pip", {"pip": requirements}],
    })
    write_yaml(folder / "MLmodel", ml_model(feature_names))
