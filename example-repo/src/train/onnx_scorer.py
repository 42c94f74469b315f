"""The loader by which MLflow calls the ONNX model with a table of features; travels inside the model, as its `code`.

`mlflow.onnx` itself can't: given a table, it wants every output to have one number per row, and `probabilities`
has two.
"""

import numpy as np
import onnxruntime
import pandas as pd


class OnnxScorer:
    def __init__(self, path: str) -> None:
        self._session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])

    def predict(self, rows: pd.DataFrame) -> pd.DataFrame:
        """One `label` and the two `probabilities` for each row; MLflow has put the columns in the signature's order."""
        labels, probabilities = self._session.run(["label", "probabilities"], {"features": rows.to_numpy(np.float32)})
        return pd.DataFrame({"label": labels, "probabilities": probabilities.tolist()})


def _load_pyfunc(path: str) -> OnnxScorer:
    """What MLflow calls, by this name, with the path of model.onnx."""
    return OnnxScorer(path)
