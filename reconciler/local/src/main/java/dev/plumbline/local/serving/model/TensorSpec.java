package dev.plumbline.local.serving.model;

import java.util.List;

/// A tensor that a model takes or gives.
///
/// @param shape the extent of each dimension; -1 where any will do
public record TensorSpec(String name, DataType type, List<Long> shape) {
    public TensorSpec {
        shape = List.copyOf(shape);
    }

    int rank() {
        return shape.size();
    }

    /// Whether a tensor of this shape can be given.
    boolean accepts(long[] actual) {
        if (actual.length != shape.size()) {
            return false;
        }
        for (int i = 0; i < actual.length; i++) {
            if (shape.get(i) >= 0 && shape.get(i) != actual[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether each row is a single value: `[n]` or `[n, 1]`.
    boolean isColumn() {
        return rank() == 1 || (rank() == 2 && shape.get(1) == 1);
    }
}
