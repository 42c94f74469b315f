package dev.plumbline.local.serving.model;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a caller sent, read from any of the forms that are understood:
///
/// - Azure ML for MLflow models: `{"input_data": {"columns": […], "index": […], "data": [[…]]}}`,
///   `{"input_data": [[…]]}`, `{"input_data": {"name": […]}}`
/// - MLflow: `dataframe_split`, `dataframe_records`, `instances`, `inputs`
/// - score scripts: `{"data": [[…]]}`
///
/// @param values rows without names, or named columns
/// @param wrapped whether the answer stands under `predictions`, as MLflow's own server has it
record Payload(Values values, boolean wrapped) {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> FORMS =
            List.of(
                    "input_data",
                    "dataframe_split",
                    "dataframe_records",
                    "instances",
                    "inputs",
                    "data");

    sealed interface Values {
        /// Nested arrays; what their dimensions mean is the model's to say.
        record Rows(JsonNode nested) implements Values {}

        record Columns(Frame frame) implements Values {}
    }

    static Payload parse(byte[] body) throws ModelException {
        JsonNode root = tree(body);
        List<String> given = FORMS.stream().filter(root::has).toList();
        if (given.size() != 1) {
            throw ModelException.badRequest(
                    "the body must be a JSON object with exactly one of %s; found %s"
                            .formatted(FORMS, given));
        }
        String form = given.getFirst();
        JsonNode content = root.get(form);
        return switch (form) {
            case "dataframe_split" -> new Payload(split(content), true);
            case "dataframe_records", "instances", "inputs" ->
                    new Payload(any(form, content), true);
            default -> new Payload(any(form, content), false);
        };
    }

    static JsonNode tree(byte[] body) throws ModelException {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw ModelException.badRequest("the body is no JSON: " + e.getOriginalMessage());
        }
    }

    private static Values any(String form, JsonNode content) throws ModelException {
        if (content.isObject()) {
            boolean isSplit = form.equals("input_data") && content.has("data");
            return isSplit ? split(content) : new Values.Columns(Frame.ofColumns(content));
        }
        if (!content.isArray()) {
            throw ModelException.badRequest(
                    "\"" + form + "\" must be an array or an object of arrays");
        }
        if (form.equals("dataframe_records") || (!content.isEmpty() && content.get(0).isObject())) {
            return new Values.Columns(Frame.ofRecords(content));
        }
        return new Values.Rows(content);
    }

    private static Values split(JsonNode content) throws ModelException {
        Optional<Frame> frame = Frame.ofSplit(content);
        return frame.isPresent()
                ? new Values.Columns(frame.get())
                : new Values.Rows(content.path("data"));
    }
}
