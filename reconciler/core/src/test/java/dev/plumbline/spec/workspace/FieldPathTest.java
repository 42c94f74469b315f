package dev.plumbline.spec.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Num;
import dev.plumbline.resource.ValueJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Places in specs, as `set` writes them.
class FieldPathTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static Fields fields(String json) {
        return ValueJson.readFields(JSON.readTree(json.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | {} | {'a':1}",
                "a.b | {} | {'a':{'b':1}}",
                "a.b | {'a':null} | {'a':{'b':1}}",
                "a.b | {'a':{'c':2}} | {'a':{'c':2,'b':1}}",
                "a\\.b | {} | {'a.b':1}",
                "a.b\\.c.d | {} | {'a':{'b.c':{'d':1}}}",
                "a\\\\.b | {} | {'a\\\\':{'b':1}}",
                "a.0 | {'a':[5,6]} | {'a':[1,6]}",
                "a[1] | {'a':[5,6]} | {'a':[5,1]}",
                "a[0].b | {'a':[{'c':2}]} | {'a':[{'c':2,'b':1}]}",
                "a[0][1] | {'a':[[5,6]]} | {'a':[[5,1]]}",
                "a.0 | {} | {'a':{'0':1}}",
                "a\\[0] | {} | {'a[0]':1}",
                "a[x] | {} | {'a[x]':1}",
            })
    void aValueIsPutInItsPlace(String path, String before, String after) throws Exception {
        assertThat(FieldPath.parse(path).set(fields(before), Num.of(1))).isEqualTo(fields(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b | {'a':'x'} | a is \"x\", which has nothing inside",
                "a.b.c | {'a':{'b':true}} | a.b is true, which has nothing inside",
                "a.2 | {'a':[5,6]} | a is a list, whose entries are a.0 to a.1",
                "a.b | {'a':[5]} | a is a list, whose entries are a.0 to a.0",
                "a.0 | {'a':[]} | a is an empty list",
                "a.0.b | {'a':[5]} | a.0 is 5, which has nothing inside",
            })
    void aPlaceThatCannotBeReachedSaysWhatIsThere(String path, String before, String reason) {
        assertThatThrownBy(() -> FieldPath.parse(path).set(fields(before), Num.of(1)))
                .isInstanceOf(FieldPath.UnreachableException.class)
                .hasMessage(reason);
    }
}
