package dev.plumbline.local.serving.model;

import ai.onnxruntime.OnnxJavaType;

/// The types of tensor elements, by the words of the Open Inference Protocol.
public enum DataType {
    BOOL("boolean"),
    INT32("integer"),
    INT64("integer"),
    FP32("number"),
    FP64("number"),
    BYTES("string"),
    /// Any other: models may answer it, but not take it.
    OTHER("number");

    private final String jsonType;

    DataType(String jsonType) {
        this.jsonType = jsonType;
    }

    /// The JSON Schema type of one element.
    public String jsonType() {
        return jsonType;
    }

    static DataType of(OnnxJavaType type) {
        return switch (type) {
            case BOOL -> BOOL;
            case INT32 -> INT32;
            case INT64 -> INT64;
            case FLOAT -> FP32;
            case DOUBLE -> FP64;
            case STRING -> BYTES;
            case INT8, INT16, UINT8, FLOAT16, BFLOAT16, UNKNOWN -> OTHER;
        };
    }
}
