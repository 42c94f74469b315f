package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans compared with files: desired, last applied and observed give `plan.txt`.
/// `-Dplumbline.rewrite=true` writes those anew.
class PlanCasesTest {
    private static final Path FOLDER =
            Path.of("src", "test", "resources", "dev", "plumbline", "plan", "cases");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePlanIsAsItsFileSays(String name) throws Exception {
        Path file = FOLDER.resolve(name).resolve("plan.txt");
        PlanCase read = PlanCase.read(FOLDER.resolve(name));

        String text = PlanText.of(read.plan(), read.config());

        if (Boolean.getBoolean("plumbline.rewrite")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyDeclaredResourceIsInThePlanOnceAndAfterWhatItNeeds(String name) throws Exception {
        PlanCase read = PlanCase.read(FOLDER.resolve(name));

        List<PlannedResource> resources = read.plan().resources();

        assertThat(resources).extracting(PlannedResource::id).doesNotHaveDuplicates();
        assertThat(resources)
                .extracting(PlannedResource::id)
                .containsAll(
                        read.desired().graph().ordered().stream()
                                .map(resource -> resource.id())
                                .toList());
        for (int i = 0; i < resources.size(); i++) {
            assertThat(resources.subList(i, resources.size()))
                    .extracting(PlannedResource::id)
                    .noneMatch(resources.get(i).after()::contains);
        }
    }

    @Test
    void theSameArgumentsGiveTheSamePlan() throws Exception {
        Path folder = FOLDER.resolve("first-commit");

        assertThat(PlanCase.read(folder).plan().digest())
                .isEqualTo(PlanCase.read(folder).plan().digest());
    }
}
