package dev.plumbline.local.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LiveFieldsTest {
    @Test
    void whatNobodyDeclaredIsKept() {
        Value.Fields live =
                fields("tags", fields("added", text("by hand")).with("team", text("old")));
        Value.Fields desired = fields("tags", fields("team", text("new")));

        assertThat(LiveFields.after(live, desired, List.of()))
                .isEqualTo(
                        fields("tags", fields("added", text("by hand")).with("team", text("new"))));
    }

    @Test
    void trafficIsOwnedWhole() {
        Value.Fields live = fields("traffic", fields("blue", Value.Num.of(100)));
        Value.Fields desired = fields("traffic", fields("green", Value.Num.of(100)));

        assertThat(LiveFields.after(live, desired, List.of())).isEqualTo(desired);
    }

    @Test
    void aFieldThatGoesBackToItsDefaultIsRemovedWhateverItsName() {
        Value.Fields live =
                fields("tags", fields("a.b", text("x")).with("kept", text("y")))
                        .with("description", text("z"));
        List<FieldDiff> diffs = List.of(removed("tags.a.b"), removed("description"));

        assertThat(LiveFields.after(live, Value.Fields.EMPTY, diffs))
                .isEqualTo(fields("tags", fields("kept", text("y"))));
    }

    private static FieldDiff removed(String path) {
        return new FieldDiff(path, Optional.of(text("old")), Optional.empty());
    }

    private static Value text(String text) {
        return Value.text(text);
    }

    private static Value.Fields fields(String name, Value value) {
        return new Value.Fields(Map.of(name, value));
    }
}
