package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MlflowExperimentsTest {

    @TempDir private Path folder;

    private TestingTracking tracking;

    @BeforeEach
    void open() {
        tracking = new TestingTracking(folder);
    }

    @AfterEach
    void close() {
        tracking.close();
    }

    @Test
    void anExperimentIsFoundByIdAndByName() {
        String id =
                tracking.post(
                                "experiments/create",
                                """
                                {"name": "fraud", "tags": [{"key": "team", "value": "risk"}]}\
                                """)
                        .path("experiment_id")
                        .asString();

        JsonNode byId = tracking.get("experiments/get", "experiment_id=" + id).path("experiment");
        JsonNode byName =
                tracking.get("experiments/get-by-name", "experiment_name=fraud").path("experiment");

        assertThat(byId).isEqualTo(byName);
        assertThat(byId.path("lifecycle_stage").asString()).isEqualTo("active");
        assertThat(byId.path("tags").path(0).path("value").asString()).isEqualTo("risk");
    }

    @Test
    void theDefaultExperimentIsThere() {
        assertThat(
                        tracking.get("experiments/get", "experiment_id=0")
                                .path("experiment")
                                .path("name")
                                .asString())
                .isEqualTo("Default");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        tracking.post("experiments/create", "{\"name\": \"fraud\"}");

        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "POST", "experiments/create", "", "{\"name\": \"fraud\"}")))
                .startsWith("RESOURCE_ALREADY_EXISTS: the experiment \"fraud\" is there already");
    }

    @Test
    void experimentsAreListedPageByPage() {
        tracking.post("experiments/create", "{\"name\": \"one\"}");
        tracking.post("experiments/create", "{\"name\": \"two\"}");

        JsonNode first = tracking.post("experiments/search", "{\"max_results\": 2}");
        JsonNode second =
                tracking.get(
                        "experiments/search",
                        "max_results=2&page_token=" + first.path("next_page_token").asString());

        assertThat(names(first.path("experiments"), "name")).containsExactly("two", "one");
        assertThat(names(second.path("experiments"), "name")).containsExactly("Default");
        assertThat(second.has("next_page_token")).isFalse();
    }

    @Test
    void anExperimentIsRenamedTaggedDeletedAndRestored() {
        String id =
                tracking.post("experiments/create", "{\"name\": \"fraud\"}")
                        .path("experiment_id")
                        .asString();
        String named = "{\"experiment_id\": \"%s\"}".formatted(id);
        tracking.post(
                "experiments/update",
                "{\"experiment_id\": \"%s\", \"new_name\": \"cards\"}".formatted(id));
        tracking.post(
                "experiments/set-experiment-tag",
                "{\"experiment_id\": \"%s\", \"key\": \"team\", \"value\": \"risk\"}"
                        .formatted(id));

        tracking.post("experiments/delete", named);

        JsonNode deleted =
                tracking.get("experiments/get", "experiment_id=" + id).path("experiment");
        assertThat(deleted.path("name").asString()).isEqualTo("cards");
        assertThat(deleted.path("lifecycle_stage").asString()).isEqualTo("deleted");
        assertThat(deleted.path("tags").path(0).path("value").asString()).isEqualTo("risk");
        assertThat(tracking.refusal(400, tracking.call("POST", "runs/create", "", named)))
                .contains("the experiment \"cards\" is deleted; restore it");
        tracking.post("experiments/restore", named);
        assertThat(tracking.post("runs/create", named).path("run")).isNotEmpty();
    }

    private static List<String> names(JsonNode array, String field) {
        return array.valueStream().map(each -> each.path(field).asString()).toList();
    }
}
