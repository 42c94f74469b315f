package dev.plumbline.local.environments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonRequestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=3.11        | 11 | 0", "==3.11.7     | 11 | 0", "3.11         | 12 | 1",
                        "=3.11.*      | 9  | 2",
                ">=3.9        | 13 | 0", ">=3.9,<3.12  | 12 | 1", ">=3.9, <3.12 | 11 | 0",
                        ">3.9         | 9  | 1",
                "<=3.10       | 12 | 2", "~=3.10       | 12 | 0", "~=3.10.2     | 12 | 2",
                        "=3           | 8  | 0",
                "=3.11.7=h1_0 | 11 | 0", "''           | 14 | 0"
            })
    void aMinorVersionIsSoFarFromWhatWasAskedFor(String constraint, int minor, int distance)
            throws Exception {
        assertThat(PythonRequest.parse(constraint).distance(minor)).isEqualTo(distance);
    }
}
