package dev.plumbline.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Num;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    /// Few keys are scanned, many are hashed; both have to behave as the map of the library does.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15, 16, 17, 18, 40, 500})
    void behavesAsALinkedMapDoes(int keys) {
        Random random = new Random(keys);
        Map<String, Value> expected = new LinkedHashMap<>();
        Fields fields = Fields.EMPTY;
        for (int i = 0; i < keys * 20; i++) {
            String key = "key" + random.nextInt(keys);
            if (random.nextInt(4) == 0) {
                expected.remove(key);
                fields = fields.without(key);
            } else {
                expected.put(key, Num.of(i));
                fields = fields.with(key, Num.of(i));
            }
        }

        assertThat(fields.fields()).containsExactlyEntriesOf(expected);
        assertThat(fields).isEqualTo(new Fields(expected)).hasSameHashCodeAs(new Fields(expected));
        for (int i = 0; i <= keys; i++) {
            String key = "key" + i;
            assertThat(fields.has(key)).isEqualTo(expected.containsKey(key));
            assertThat(fields.fields().get(key)).isEqualTo(expected.get(key));
        }
    }

    @Test
    void isEqualInAnyOrder() {
        Map<String, Value> forwards = new LinkedHashMap<>();
        Map<String, Value> backwards = new LinkedHashMap<>();
        IntStream.range(0, 30).forEach(i -> forwards.put("k" + i, Num.of(i)));
        IntStream.iterate(29, i -> i - 1).limit(30).forEach(i -> backwards.put("k" + i, Num.of(i)));

        assertThat(new Fields(forwards))
                .isEqualTo(new Fields(backwards))
                .hasSameHashCodeAs(new Fields(backwards));
    }

    /// All of these collide in their hash.
    @Test
    void findsKeysOfTheSameHash() {
        Map<String, Value> colliding = new LinkedHashMap<>();
        IntStream.range(0, 64)
                .forEach(i -> {
                    StringBuilder key = new StringBuilder();
                    for (int bit = 0; bit < 6; bit++) {
                        key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                    }
                    colliding.put(key.toString(), Num.of(i));
                });

        Fields fields = new Fields(colliding);

        colliding.forEach((key, value) -> assertThat(fields.get(key)).contains(value));
        assertThat(fields.has("AaAaAaAaAaBb")).isFalse();
    }
}
