package dev.plumbline.local.tracking.protocol;

import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// Where endpoints are put, under their paths below `/api/2.0/mlflow/`.
public interface Routes {
    /// @param writes whether it changes something, which takes a token
    void add(
            String method, String path, boolean writes, Function<MlflowRequest, ObjectNode> answer);

    default void read(String method, String path, Function<MlflowRequest, ObjectNode> answer) {
        add(method, path, false, answer);
    }

    default void write(String method, String path, Function<MlflowRequest, ObjectNode> answer) {
        add(method, path, true, answer);
    }
}
