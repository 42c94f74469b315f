package dev.plumbline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.plumbline.apply.Applier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// The reconciler keeps its rules in every story, and the simulation notices when it does not.
class SimulationTest {
    private static final long SEEDS = Long.getLong("plumbline.simulation.seeds", 1_000);

    /// So few stories show each of the bugs.
    private static final long MUTANT_SEEDS = 1_000;

    /// Faults are logged with their stack traces; here they are on purpose.
    @BeforeAll
    static void quiet() {
        ((Logger) LoggerFactory.getLogger(Applier.class)).setLevel(Level.OFF);
    }

    @Test
    void theFirstStoriesEndWell() {
        assertThat(failures(seeds(40))).isEmpty();
    }

    @Test
    @Tag("slow")
    void everyStoryEndsWell() {
        assertThat(failures(seeds(SEEDS))).isEmpty();
    }

    @Test
    void aSeedTellsTheSameStoryEachTime() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(Simulation.story(seed)).isEqualTo(Simulation.story(seed));
        }
    }

    @Test
    @Tag("slow")
    void everyBugInTheReconcilerIsFound() {
        List<String> hidden = Collections.synchronizedList(new ArrayList<>());
        Mutants.all()
                .parallel()
                .forEach(mutant -> {
                    try {
                        if (foundBy(mutant) < 0) {
                            hidden.add(mutant.name());
                        }
                    } catch (IllegalStateException e) {
                        hidden.add(mutant.name() + " cannot be tried: " + e.getCause());
                    }
                });

        assertThat(hidden).isEmpty();
        assertThat(Mutants.all().count()).isGreaterThanOrEqualTo(20);
    }

    /// The first seed that shows a bug; -1 when none does.
    static long foundBy(Mutant mutant) {
        try {
            var run =
                    new MutantClasses(mutant)
                            .loadClass(Simulation.class.getName())
                            .getMethod("run", long.class);
            for (long seed = 0; seed < MUTANT_SEEDS; seed++) {
                if (((Optional<?>) run.invoke(null, seed)).isPresent()) {
                    return seed;
                }
            }
            return -1;
        } catch (Exception e) {
            throw new IllegalStateException(mutant.name(), e);
        }
    }

    private static LongStream seeds(long count) {
        Long one = Long.getLong("plumbline.simulation.seed");
        return one == null ? LongStream.range(0, count) : LongStream.of(one);
    }

    private static List<String> failures(LongStream seeds) {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        seeds.parallel()
                .forEach(seed ->
                        Simulation.run(seed)
                                .ifPresent(story ->
                                        failures.add(story + "\nagain: " + command(seed))));
        return failures;
    }

    private static String command(long seed) {
        return "./mvnw -Pslow -pl reconciler/core -am test -Dtest=SimulationTest#everyStoryEndsWell"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dplumbline.simulation.seed="
                + seed;
    }
}
