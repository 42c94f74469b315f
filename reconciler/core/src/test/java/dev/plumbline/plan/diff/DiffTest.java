package dev.plumbline.plan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The three-way difference; the arguments are desired, last applied, live.
class DiffTest {

    @Test
    void whatIsAsDeclaredDoesNotDiffer() throws Exception {
        assertThat(diff("{a: 1, b: {c: x}}", "{}", "{a: 1, b: {c: x}}")).isEmpty();
    }

    @Test
    void aFieldThatReadsOtherwiseDiffersFromWhatIsLive() throws Exception {
        assertThat(diff("{a: 2}", "{a: 1}", "{a: 1}")).containsExactly("a: 1 -> 2");
    }

    @Test
    void aNestedFieldIsNamedByItsPath() throws Exception {
        assertThat(diff("{a: {b: {c: 2, d: 1}}}", "{}", "{a: {b: {c: 1, d: 1}}}"))
                .containsExactly("a.b.c: 1 -> 2");
    }

    @Test
    void aFieldThatIsNotLiveYetIsToBeSet() throws Exception {
        assertThat(diff("{a: 1}", "{}", "{}")).containsExactly("a: (unset) -> 1");
    }

    @Test
    void aServerDefaultIsNoDifference() throws Exception {
        assertThat(diff("{a: 1}", "{a: 1}", "{a: 1, timeout: 5, b: {c: 1}}")).isEmpty();
    }

    @Test
    void aRemovedFieldGoesBackToItsDefault() throws Exception {
        assertThat(diff("{}", "{a: 1}", "{a: 1}")).containsExactly("a: 1 -> (default)");
    }

    @Test
    void aRemovedFieldThatIsGoneAlreadyIsNoDifference() throws Exception {
        assertThat(diff("{}", "{a: 1}", "{}")).isEmpty();
        assertThat(diff("{}", "{a: 1}", "{a: null}")).isEmpty();
    }

    @Test
    void withoutALedgerNothingIsTakenAway() throws Exception {
        assertThat(Diff.between(fields("{b: 1}"), Optional.empty(), fields("{a: 1, b: 1}")))
                .isEmpty();
    }

    @Test
    void anEntryOfASharedMappingIsTakenAwayAlone() throws Exception {
        assertThat(
                        diff(
                                "{tags: {x: 1}}",
                                "{tags: {x: 1, y: 2}}",
                                "{tags: {x: 1, y: 2, theirs: 3}}"))
                .containsExactly("tags.y: 2 -> (default)");
    }

    @Test
    void aSharedMappingThatIsRemovedLeavesWhatOthersPutIntoIt() throws Exception {
        assertThat(diff("{}", "{tags: {x: 1}}", "{tags: {x: 1, theirs: 3}}"))
                .containsExactly("tags.x: 1 -> (default)");
    }

    @Test
    void trafficIsOwnedWhole() throws Exception {
        assertThat(diff("{traffic: {blue: 90}}", "{}", "{traffic: {blue: 90, theirs: 10}}"))
                .containsExactly("traffic.theirs: 10 -> (default)");
    }

    @Test
    void aWeightOfZeroSaysNoMoreThanNone() throws Exception {
        assertThat(diff("{traffic: {blue: 100, green: 0}}", "{}", "{traffic: {blue: 100, old: 0}}"))
                .isEmpty();
        assertThat(diff("{traffic: {blue: 0}}", "{}", "{}")).isEmpty();
    }

    @Test
    void anEmptyMappingSaysNoMoreThanNone() throws Exception {
        assertThat(diff("{tags: {}}", "{}", "{}")).isEmpty();
        assertThat(diff("{tags: {}}", "{}", "{tags: null}")).isEmpty();
    }

    @Test
    void aDeclaredNullSaysNothing() throws Exception {
        assertThat(diff("{a: null}", "{}", "{a: 1}")).isEmpty();
    }

    @Test
    void aFieldThatBecomesNullIsRemoved() throws Exception {
        assertThat(diff("{a: null}", "{a: 1}", "{a: 1}")).containsExactly("a: 1 -> (default)");
    }

    @Test
    void scalarsAreComparedByWhatTheyReadAs() throws Exception {
        assertThat(
                        diff(
                                "{a: 1, b: 1.0, c: true, d: [1, x]}",
                                "{}",
                                "{a: '1', b: 1, c: 'true', d: ['1', x]}"))
                .isEmpty();
    }

    @Test
    void theOrderOfAListCounts() throws Exception {
        assertThat(diff("{a: [1, 2]}", "{}", "{a: [2, 1]}")).containsExactly("a: [2, 1] -> [1, 2]");
    }

    @Test
    void sinceAnAppliedSpecEveryFieldCounts() throws Exception {
        assertThat(Diff.since(fields("{a: 1, b: 1}"), fields("{b: 2, c: 1}")))
                .extracting(FieldDiff::toString)
                .containsExactly("b: 1 -> 2", "c: (unset) -> 1", "a: 1 -> (default)");
    }

    private static List<String> diff(String desired, String last, String live)
            throws YamlException {
        return Diff.between(fields(desired), Optional.of(fields(last)), fields(live)).stream()
                .map(FieldDiff::toString)
                .toList();
    }

    private static Fields fields(String yaml) throws YamlException {
        return (Fields)
                YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8)).orElseThrow().value();
    }
}
