package dev.plumbline.local.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.local.serving.OnnxFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelTest {
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input_data\": {\"columns\": [\"a\", \"b\"], \"index\": [0, 1], \"data\": [[1, 2], [3, 4]]}}",
                "{\"input_data\": {\"columns\": [\"b\", \"a\"], \"data\": [[2, 1], [4, 3]]}}",
                "{\"input_data\": [[1, 2], [3, 4]]}",
                "{\"data\": [[1, 2], [3, 4]]}"
            })
    void formsOfAzureAnswerAList(String body) throws Exception {
        assertThat(signed(body)).isEqualTo("[201.0,403.0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dataframe_split\": {\"columns\": [\"b\", \"a\"], \"data\": [[2, 1], [4, 3]]}}",
                "{\"dataframe_records\": [{\"b\": 2, \"a\": 1}, {\"a\": 3, \"b\": 4}]}",
                "{\"instances\": [[1, 2], [3, 4]]}",
                "{\"instances\": [{\"a\": 1, \"b\": 2}, {\"a\": 3, \"b\": 4}]}",
                "{\"inputs\": {\"b\": [2, 4], \"a\": [1, 3]}}",
                "{\"inputs\": {\"x\": [[1, 2], [3, 4]]}}"
            })
    void formsOfMlflowAnswerPredictions(String body) throws Exception {
        assertThat(signed(body)).isEqualTo("{\"predictions\":[201.0,403.0]}");
    }

    @Test
    void severalOutputsAnswerAnObjectPerRow() throws Exception {
        try (OnnxModel model = load(OnnxFixture.classifier())) {
            assertThat(score(model, "{\"data\": [[0.9, 0.1], [0.25, 0.75]]}"))
                    .isEqualTo(
                            "[{\"label\":0,\"probabilities\":[0.9,0.1]},{\"label\":1,\"probabilities\":[0.25,0.75]}]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input_data\": {\"columns\": [\"b\", \"a\"], \"data\": [[1, 5], [2, 7]]}}",
                "{\"input_data\": [[5, 1], [7, 2]]}",
                "{\"input_data\": {\"a\": [5, 7], \"b\": [1, 2]}}",
                "{\"input_data\": {\"a\": [[5], [7]], \"b\": [[1], [2]]}}"
            })
    void anInputPerColumnTakesColumnsByName(String body) throws Exception {
        try (OnnxModel model = load(OnnxFixture.difference())) {
            assertThat(score(model, body)).isEqualTo("[4.0,5.0]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                OnnxFixture.DOUBLE + "|[[0.1,2.5]]|[[0.1,2.5]]",
                OnnxFixture.FLOAT + "|[[0.1,null]]|[[0.1,\"NaN\"]]",
                OnnxFixture.INT32 + "|[[1,-2]]|[[1,-2]]",
                OnnxFixture.INT64 + "|[[9007199254740993,2]]|[[9007199254740993,2]]",
                OnnxFixture.BOOL + "|[[true,false]]|[[true,false]]",
                OnnxFixture.STRING + "|[[\"ä\",\"b\"]]|[[\"ä\",\"b\"]]"
            })
    void valuesKeepTheirTypes(int type, String data, String answer) throws Exception {
        try (OnnxModel model = load(OnnxFixture.identity(type, 2))) {
            assertThat(score(model, "{\"data\": " + data + "}")).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\": [[1, 2, 3]]}|input \"x\" takes the shape [-1, 2] (-1: any), found [1, 3]",
                "{\"data\": [1, 2]}|found [2]",
                "{\"data\": [[1, 2], [3]]}|input \"x\" is uneven",
                "{\"data\": [[1, \"two\"]]}|input \"x\" takes a number (FP32), found \"two\"",
                "{\"dataframe_records\": [{\"a\": 1}]}|missing: [b], not expected: []",
                "{\"dataframe_records\": [{\"a\": 1, \"b\": 2, \"c\": 3}]}|missing: [], not expected: [c]",
                "{\"dataframe_records\": [{\"a\": 1, \"b\": 2}, {\"a\": 1}]}|the rows differ",
                "{\"dataframe_split\": {\"columns\": [\"a\", \"b\"], \"data\": [[1]]}}|a row has 1 values",
                "{\"inputs\": {\"a\": [1, 2], \"b\": [1]}}|column \"b\" must be an array of 2 values",
                "{\"inputs\": {\"a\": [1], \"b\": [true]}}|column \"b\": input \"x\" takes a number (FP32), found true",
                "{\"rows\": [[1, 2]]}|exactly one of [input_data, ",
                "{\"data\": [[1, 2]], \"inputs\": [[1, 2]]}|found [inputs, data]",
                "[[1, 2]]|exactly one of",
                "{\"data\": 7}|\"data\" must be an array",
                "not json|the body is no JSON"
            })
    void whatDoesNotFitIsRefusedByName(String body, String message) throws Exception {
        try (OnnxModel model = OnnxModel.load(mlflow(OnnxFixture.linear(1, 100), SIGNATURE))) {
            assertThatThrownBy(() -> score(model, body))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.status()).isEqualTo(400))
                    .hasMessageContaining(message);
        }
    }

    @Test
    void theInferenceProtocolTakesFlatData() throws Exception {
        try (OnnxModel model = load(OnnxFixture.linear(1, 100))) {
            String answer =
                    infer(
                            model,
                            "{\"id\": \"7\", \"inputs\": [{\"name\": \"x\", \"shape\": [2, 2], \"datatype\": \"FP32\", \"data\": [1, 2, 3, 4]}]}");

            assertThat(answer)
                    .isEqualTo(
                            "{\"model_name\":\"fraud\",\"model_version\":\"3\",\"id\":\"7\",\"outputs\":"
                                    + "[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[2,1],\"data\":[201.0,403.0]}]}");
        }
    }

    @Test
    void theInferenceProtocolTakesNestedDataAndAChoiceOfOutputs() throws Exception {
        try (OnnxModel model = load(OnnxFixture.classifier())) {
            String answer =
                    infer(
                            model,
                            "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 2], \"datatype\": \"FP32\", \"data\": [[0, 1]]}],"
                                    + "\"outputs\": [{\"name\": \"label\"}]}");

            assertThat(answer)
                    .endsWith(
                            "\"outputs\":[{\"name\":\"label\",\"datatype\":\"INT64\",\"shape\":[1],\"data\":[1]}]}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": \"z\", \"shape\": [1, 2], \"datatype\": \"FP32\", \"data\": [1, 2]}|found \"z\"",
                "{\"name\": \"x\", \"shape\": [1, 2], \"datatype\": \"FP64\", \"data\": [1, 2]}|has the datatype FP32",
                "{\"name\": \"x\", \"shape\": [1, 2], \"datatype\": \"FP32\", \"data\": [1]}|which is 2 values",
                "{\"name\": \"x\", \"shape\": [-1, 2], \"datatype\": \"FP32\", \"data\": [1]}|is not possible",
                "{\"name\": \"x\", \"shape\": [4000000000, 2], \"datatype\": \"FP32\", \"data\": [1]}|is not possible",
                "{\"name\": \"x\", \"shape\": [1, 3], \"datatype\": \"FP32\", \"data\": [1, 2, 3]}|takes the shape"
            })
    void theInferenceProtocolRefusesWhatIsNotDeclared(String input, String message)
            throws Exception {
        try (OnnxModel model = load(OnnxFixture.linear(1, 100))) {
            assertThatThrownBy(() -> infer(model, "{\"inputs\": [" + input + "]}"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void aSingleFileIsAModelToo() throws Exception {
        Path file = Files.write(directory.resolve("fraud.onnx"), OnnxFixture.linear(1));

        try (OnnxModel model = OnnxModel.load(file)) {
            assertThat(score(model, "{\"data\": [2, 3]}")).isEqualTo("[2.0,3.0]");
        }
    }

    @Test
    void aModelWithoutOnnxSaysWhatIsNeeded() throws IOException {
        Files.writeString(
                directory.resolve("MLmodel"),
                "flavors:\n  sklearn:\n    pickled_model: model.pkl\n");

        assertThatThrownBy(() -> OnnxModel.load(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("flavours [sklearn] but not onnx")
                .hasMessageContaining("mlflow.onnx.save_model");
    }

    @Test
    void aFlavourThatPointsOutOfTheModelIsRefused() throws IOException {
        Files.writeString(directory.resolve("outside.onnx"), "");
        Path folder = Files.createDirectory(directory.resolve("model"));
        Files.writeString(folder.resolve("MLmodel"), "flavors: {onnx: {data: ../outside.onnx}}\n");

        assertThatThrownBy(() -> OnnxModel.load(folder))
                .hasMessageContaining("is no file of the model");
    }

    @Test
    void aBrokenFileIsAnErrorOfTheRuntime() throws IOException {
        Path file = Files.writeString(directory.resolve("broken.onnx"), "no model");

        assertThatThrownBy(() -> OnnxModel.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ONNX Runtime cannot load broken.onnx");
    }

    @Test
    void aTypeThatCannotBeTakenFailsTheLoad() throws IOException {
        Path folder = OnnxFixture.folder(directory, OnnxFixture.identity(OnnxFixture.INT8, 1));

        assertThatThrownBy(() -> OnnxModel.load(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("input \"x\"")
                .hasMessageContaining("are served");
    }

    private static final String SIGNATURE =
            "signature:\n  inputs: '[{\"type\": \"double\", \"name\": \"a\"}, {\"type\": \"double\", \"name\": \"b\"}]'\n";

    private String signed(String body) throws Exception {
        try (OnnxModel model = OnnxModel.load(mlflow(OnnxFixture.linear(1, 100), SIGNATURE))) {
            return score(model, body);
        }
    }

    private Path mlflow(byte[] model, String signature) throws IOException {
        OnnxFixture.folder(directory, model);
        Files.writeString(
                directory.resolve("MLmodel"),
                "flavors:\n  onnx:\n    data: model.onnx\n" + signature);
        return directory;
    }

    private OnnxModel load(byte[] model) throws IOException {
        return OnnxModel.load(OnnxFixture.folder(directory, model));
    }

    private static String score(ScoringModel model, String body) throws ModelException {
        return new String(
                model.score(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static String infer(ScoringModel model, String body) throws ModelException {
        byte[] answer = model.infer("fraud", "3", body.getBytes(StandardCharsets.UTF_8));
        return new String(answer, StandardCharsets.UTF_8);
    }
}
