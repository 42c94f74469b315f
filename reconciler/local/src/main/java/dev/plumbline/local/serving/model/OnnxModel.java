package dev.plumbline.local.serving.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A model in the ONNX format, run in this process by ONNX Runtime. Requests run side by side, each
/// on its own thread.
public final class OnnxModel implements ScoringModel {
    private final OrtSession session;
    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;
    private final List<String> columns;
    private final InputBinding binding;

    private OnnxModel(OrtEnvironment environment, OrtSession session, List<String> columns)
            throws OrtException {
        this.session = session;
        this.inputs = specs(session.getInputInfo().values());
        this.outputs = specs(session.getOutputInfo().values());
        this.columns = columns;
        this.binding = new InputBinding(new TensorReader(environment), inputs, columns);
    }

    /// Loads a model from a folder that holds an `MLmodel` file with the flavour `onnx` or a single
    /// `*.onnx` file, or from that file itself.
    ///
    /// @throws IOException when there is none or it cannot be run here; the message says what is
    ///   needed
    public static OnnxModel load(Path model) throws IOException {
        ModelFiles files = ModelFiles.find(model);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Requests are what runs in parallel; threads inside one would only wait for each
            // other.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(files.onnx().toString(), options);
            return checked(session, new OnnxModel(environment, session, files.columns()));
        } catch (OrtException e) {
            throw new IOException(
                    "ONNX Runtime cannot load "
                            + files.onnx().getFileName()
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static OnnxModel checked(OrtSession session, OnnxModel model)
            throws IOException, OrtException {
        for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
            boolean taken =
                    model.inputs.stream()
                            .anyMatch(spec ->
                                    spec.name().equals(input.getKey())
                                            && spec.type() != DataType.OTHER);
            if (!taken) {
                model.close();
                throw new IOException(
                        "input \"%s\" is %s; tensors of float, double, int32, int64, bool and string are served"
                                .formatted(input.getKey(), input.getValue().getInfo()));
            }
        }
        return model;
    }

    private static List<TensorSpec> specs(Collection<NodeInfo> nodes) {
        List<TensorSpec> specs = new ArrayList<>();
        for (NodeInfo node : nodes) {
            if (node.getInfo() instanceof TensorInfo tensor) {
                List<Long> shape = Arrays.stream(tensor.getShape()).boxed().toList();
                specs.add(new TensorSpec(node.getName(), DataType.of(tensor.type), shape));
            }
        }
        return List.copyOf(specs);
    }

    @Override
    public List<TensorSpec> inputs() {
        return inputs;
    }

    @Override
    public List<TensorSpec> outputs() {
        return outputs;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public byte[] score(byte[] body) throws ModelException {
        Payload payload = Payload.parse(body);
        try {
            return run(binding.bind(payload.values())).json(payload.wrapped());
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    @Override
    public byte[] infer(String name, String version, byte[] body) throws ModelException {
        JsonNode request = Payload.tree(body);
        try {
            Predictions predictions = run(binding.bindProtocol(request.path("inputs")));
            return new InferenceAnswer(name, version, outputs).json(request, predictions);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private Predictions run(Map<String, OnnxTensor> tensors) throws OrtException {
        try (OrtSession.Result result = session.run(tensors)) {
            return Predictions.of(result);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static ModelException failed(OrtException e) {
        return ModelException.failed("the model failed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not let go of a model", e);
        }
    }
}
