package dev.plumbline.local.bench;

import dev.plumbline.local.jobs.StepStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a step of a pipeline costs beyond its process: a job of steps that do nothing, each bound
/// to two steps of the layer before, two at once; beside `make -j2` on the same graph. Then the
/// same job again, of which all is reused. Arguments: a folder to work in, how many steps, how many
/// rounds.
public final class PipelineBenchmark {
    static final int AT_ONCE = 2;
    private static final int WIDTH = 50;

    private PipelineBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        Path makefile = Files.writeString(work.resolve("Makefile"), makefile(steps));
        List<Double> make = new ArrayList<>();
        List<Double> run = new ArrayList<>();
        List<Double> overhead = new ArrayList<>();
        List<Double> reused = new ArrayList<>();
        try (BenchmarkedJobs jobs =
                new BenchmarkedJobs(Files.createDirectory(work.resolve("data")))) {
            for (int round = -1; round < rounds; round++) {
                double bare = make(makefile);
                String job = "round-" + (round + 1);
                double first = jobs.run(job, steps, round, StepStatus.SUCCEEDED);
                double again = jobs.run(job + "-again", steps, round, StepStatus.REUSED);
                if (round >= 0) {
                    make.add(bare);
                    run.add(first);
                    reused.add(again);
                    overhead.add((first - bare) / steps);
                }
            }
        }
        line("make -j2, " + steps + " steps of /bin/true", median(make), "ms");
        line("the pipeline, nothing reused", median(run), "ms");
        line("beyond make, for each step", median(overhead), "ms");
        line("the pipeline, all reused", median(reused), "ms");
    }

    /// The steps of the layer before that a step needs.
    static List<Integer> needs(int step) {
        int layer = step / WIDTH;
        int before = (layer - 1) * WIDTH;
        return layer == 0 ? List.of() : List.of(before + step % WIDTH, before + (step + 1) % WIDTH);
    }

    private static String makefile(int steps) {
        StringBuilder text = new StringBuilder("all:");
        for (int step = 0; step < steps; step++) {
            text.append(" s").append(step);
        }
        text.append('\n');
        for (int step = 0; step < steps; step++) {
            text.append('s').append(step).append(':');
            needs(step).forEach(need -> text.append(" s").append(need));
            text.append("\n\t@/bin/true\n");
        }
        return text.toString();
    }

    private static double make(Path makefile) throws Exception {
        long begin = System.nanoTime();
        Process process =
                new ProcessBuilder("make", "-s", "-j" + AT_ONCE, "-f", makefile.toString())
                        .inheritIO()
                        .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("make exited " + process.exitValue());
        }
        return millis(begin);
    }

    static double millis(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void line(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-44s %10.1f %s%n", what, value, unit);
    }
}
