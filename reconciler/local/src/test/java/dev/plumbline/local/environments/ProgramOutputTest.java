package dev.plumbline.local.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramOutputTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Collecting numpy==2.1.0 (from -r /x/requirements.txt (line 1))          | resolving numpy==2.1.0",
                "  Downloading scikit_learn-1.7.2-cp311-cp311-manylinux_2_17_x86_64.whl (9.7 MB) | downloading scikit_learn 1.7.2 (9.7 MB)",
                "  Downloading https://x/simple/sk-1.0.tar.gz (3 kB)                     | downloading sk 1.0 (3 kB)",
                "Building wheel for sk (pyproject.toml): started                         | building sk from source",
                "Installing collected packages: a                                        | installing a",
                "Installing collected packages: a, b, c, d, e, f                         | installing 6 packages: a, b, c, d, e, …",
                "Resolved 12 packages in 3.1s                                            | resolved 12 packages in 3.1s"
            })
    void progressIsShort(String line, String progress) {
        assertThat(ProgressLines.of(line)).contains(progress);
    }

    @Test
    void chatterIsNoProgress() {
        assertThat(ProgressLines.of("Requirement already satisfied: numpy in ./lib")).isEmpty();
        assertThat(ProgressLines.of("  Downloading a-1.0-py3-none-any.whl.metadata (5 kB)"))
                .isEmpty();
    }

    @Test
    void aConflictIsNamedWithWhatToDo() {
        assertThat(
                        FailureReason.of(
                                List.of(
                                        "ERROR: Cannot install a==1 and b==2 because these package versions have conflicting dependencies.",
                                        "ERROR: ResolutionImpossible: for help visit https://pip.pypa.io")))
                .isEqualTo(
                        "Cannot install a==1 and b==2 because these package versions have conflicting dependencies. Loosen one of these versions");
    }

    @Test
    void aFullDiskIsNamedWithWhatToDo() {
        assertThat(
                        FailureReason.of(
                                List.of(
                                        "ERROR: Could not install packages: [Errno 28] No space left on device")))
                .contains("No space left on device; make room");
    }

    @Test
    void anUnknownFailureGivesTheLastErrors() {
        assertThat(FailureReason.of(List.of("preparing", "error: first", "error: second")))
                .isEqualTo("first / second");
    }

    @Test
    void passwordsInAddressesAreLeftOut() {
        assertThat(BuildLog.withoutCredentials("Looking in indexes: https://me:secret@host/simple"))
                .isEqualTo("Looking in indexes: https://***@host/simple");
    }
}
