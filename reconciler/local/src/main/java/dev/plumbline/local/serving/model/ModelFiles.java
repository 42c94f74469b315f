package dev.plumbline.local.serving.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where a model's ONNX file lies, and the columns that the model's signature names.
public record ModelFiles(Path onnx, List<String> columns) {

    /// Looks into a folder with an `MLmodel` file or a single `*.onnx` file, or takes the file
    /// itself.
    ///
    /// @throws IOException when there is no ONNX model; the message says what is needed
    public static ModelFiles find(Path model) throws IOException {
        if (Files.isRegularFile(model)) {
            return ofFile(model);
        }
        if (!Files.isDirectory(model)) {
            throw new IOException("there is no model at " + model + "; register it again");
        }
        Path description = model.resolve(MlModelFile.NAME);
        return Files.exists(description)
                ? ofMlflow(model, MlModelFile.read(description))
                : ofFolder(model);
    }

    private static ModelFiles ofFile(Path file) throws IOException {
        if (!file.toString().endsWith(".onnx")) {
            throw new IOException(file + " is no *.onnx file; " + NEEDED);
        }
        return new ModelFiles(file, List.of());
    }

    private static ModelFiles ofMlflow(Path folder, MlModelFile description) throws IOException {
        String data =
                description
                        .onnx()
                        .orElseThrow(() ->
                                new IOException(
                                        "the MLflow model has the flavours %s but not onnx; %s"
                                                .formatted(description.flavors(), NEEDED)));
        Path file = folder.resolve(data).normalize();
        if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            throw new IOException(
                    "the model's MLmodel file names \"%s\", which is no file of the model"
                            .formatted(data));
        }
        return new ModelFiles(file, description.columns());
    }

    private static ModelFiles ofFolder(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found = entries.filter(entry -> entry.toString().endsWith(".onnx")).toList();
            if (found.size() != 1) {
                throw new IOException(
                        "the model's folder has no MLmodel file and %d *.onnx files; %s"
                                .formatted(found.size(), NEEDED));
            }
            return new ModelFiles(found.getFirst(), List.of());
        }
    }

    private static final String NEEDED =
            "save the model in ONNX form (mlflow.onnx.save_model, or one *.onnx file) so that it can be served here";
}
