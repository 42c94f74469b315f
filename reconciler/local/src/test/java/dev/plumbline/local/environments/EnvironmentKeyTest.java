package dev.plumbline.local.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentKeyTest {
    private static final String CONDA =
            """
            name: train
            channels: [conda-forge]
            dependencies:
              - python=3.11
              - pip
              - pip:
                  - numpy==2.1.0
                  - scikit-learn==1.7.2
            """;

    @Test
    void theNameTheOrderAndTheCommentsOfACondaFileDoNotMatter() throws Exception {
        String same =
                """
                # the same, said otherwise
                name: other
                dependencies:
                  - pip=24.0
                  - pip:
                      - Scikit_Learn == 1.7.2   # the model

                      - numpy==2.1.0
                      - numpy==2.1.0
                  - python =3.11
                """;

        assertThat(key(same)).isEqualTo(key(CONDA));
    }

    @Test
    void theImageDoesNotMatter() throws Exception {
        var onImage =
                new EnvironmentDefinition(
                        Optional.of(CONDA), Optional.empty(), Optional.of("ubuntu:24.04"));

        assertThat(Environments.key(onImage).value()).isEqualTo(key(CONDA));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python=3.11         | python=3.12",
                "numpy==2.1.0        | numpy==2.1.1",
                "scikit-learn==1.7.2 | scikit-learn[alldeps]==1.7.2",
                "- pip:              | - libblas=3.9\\n  - pip:",
                "- numpy==2.1.0      | - --pre\\n      - numpy==2.1.0"
            })
    void whatIsInstalledMatters(String part, String other) throws Exception {
        String changed = CONDA.replace(part, other.replace("\\n", "\n"));

        assertThat(changed).isNotEqualTo(CONDA);
        assertThat(key(changed)).isNotEqualTo(key(CONDA));
    }

    @Test
    void channelsMatterOnlyWhereSomethingComesFromThem() throws Exception {
        String otherChannel = CONDA.replace("conda-forge", "nvidia");
        String withConda = CONDA.replace("  - pip:", "  - libblas=3.9\n  - pip:");

        assertThat(key(otherChannel)).isEqualTo(key(CONDA));
        assertThat(key(withConda.replace("conda-forge", "nvidia"))).isNotEqualTo(key(withConda));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a==1\\nb==2                        | b==2\\n\\n# why\\na == 1",
                "a>=1,<2                           | a <2, >=1",
                "a[x,y]==1                         | A[ y , x ]==1",
                "a.b_c==1                          | A-B-C==1",
                "a==1 --hash=sha256:00             | a==1 \\\\\\n  --hash=sha256:00",
                "a==1 ; python_version < \"3.9\"     | a == 1; python_version < \"3.9\""
            })
    void requirementsThatSayTheSameAreTheSame(String one, String other) throws Exception {
        assertThat(requirementsKey(other)).isEqualTo(requirementsKey(one));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a==1                  | a==1 ; python_version < \"3.9\"",
                "a==1                  | b==1",
                "a @ https://x/a-1.whl | a @ https://x/a-2.whl",
                "--index-url https://x\\na | --index-url https://y\\na"
            })
    void requirementsThatSayAnotherThingAreNot(String one, String other) throws Exception {
        assertThat(requirementsKey(other)).isNotEqualTo(requirementsKey(one));
    }

    @Test
    void noDefinitionAtAllHasAKeyToo() throws Exception {
        var nothing =
                new EnvironmentDefinition(
                        Optional.empty(), Optional.empty(), Optional.of("ubuntu"));

        assertThat(Environments.key(nothing).value()).isEqualTo(requirementsKey("# nothing"));
    }

    private static String key(String condaFile) throws EnvironmentException {
        return Environments.key(Definitions.conda(condaFile)).value();
    }

    private static String requirementsKey(String text) throws EnvironmentException {
        return Environments.key(
                        Definitions.requirements(text.replace("\\n", "\n").replace("\\\\", "\\")))
                .value();
    }
}
