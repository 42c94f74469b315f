package dev.plumbline.local.serving.model;

import java.util.List;

/// A loaded model. Safe for use by many threads; not used any more once closed.
public interface ScoringModel extends AutoCloseable {
    List<TensorSpec> inputs();

    List<TensorSpec> outputs();

    /// The names of the columns that callers may give, in the model's order; empty when the model
    /// does not say.
    List<String> columns();

    /// Answers a JSON body in one of the forms of [Payload].
    ///
    /// @throws ModelException when the body is not what the model takes, or the model fails on it
    byte[] score(byte[] body) throws ModelException;

    /// Answers an inference request of the Open Inference Protocol, version 2.
    ///
    /// @param name and version: what the answer says it comes from
    byte[] infer(String name, String version, byte[] body) throws ModelException;

    @Override
    void close();
}
