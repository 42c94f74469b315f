"""The evaluate step: scores the test set with an ONNX model and logs how well it does."""

import argparse
import json
import logging
from pathlib import Path

import mlflow
import numpy as np
import onnxruntime
from sklearn import metrics

log = logging.getLogger("evaluate")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="MLflow model folder that holds model.onnx")
    parser.add_argument("--test-data", type=Path, required=True, help="folder that holds test.csv")
    parser.add_argument("--metrics", type=Path, required=True, help="folder to write metrics.json to")
    return parser.parse_args()


def read_test_set(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Features as float32[N, F] and labels as int64[N]."""
    table = np.loadtxt(path, delimiter=",", skiprows=1, dtype=np.float32)
    return table[:, :-1], table[:, -1].astype(np.int64)


def score(model: Path, features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Predicted labels and the probability of label 1, each of length N."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    predicted, probabilities = session.run(["label", "probabilities"], {"features": features})
    return predicted, probabilities[:, 1]


def measure(labels: np.ndarray, predicted: np.ndarray, probability: np.ndarray) -> dict[str, float]:
    return {
        "accuracy": float(metrics.accuracy_score(labels, predicted)),
        "precision": float(metrics.precision_score(labels, predicted)),
        "recall": float(metrics.recall_score(labels, predicted)),
        "f1": float(metrics.f1_score(labels, predicted)),
        "auc": float(metrics.roc_auc_score(labels, probability)),
    }


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    arguments = parse_arguments()
    features, labels = read_test_set(arguments.test_data / "test.csv")
    predicted, probability = score(arguments.model / "model.onnx", features)
    results = measure(labels, predicted, probability)
    for name, value in results.items():
        log.info("%s %.4f on %d rows", name, value, len(labels))
    arguments.metrics.mkdir(parents=True, exist_ok=True)
    (arguments.metrics / "metrics.json").write_text(json.dumps(results, indent=2) + "\n")
    mlflow.log_metrics(results)


if __name__ == "__main__":
    main()
