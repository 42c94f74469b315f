package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.LogView;
import dev.plumbline.agent.api.RunView;
import dev.plumbline.agent.api.RunsView;
import dev.plumbline.local.jobs.JobRun;
import dev.plumbline.local.jobs.JobService;
import dev.plumbline.local.jobs.StepRun;
import dev.plumbline.local.jobs.StepStatus;
import dev.plumbline.resource.ResourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Runs and their logs as the contract has them.
final class RunViews {
    private static final int PIECE = 256 * 1024;

    private final JobService jobs;

    RunViews(JobService jobs) {
        this.jobs = jobs;
    }

    RunsView all(Optional<ResourceId> job, int limit) {
        return new RunsView(
                jobs.runs(job).stream()
                        .sorted(Comparator.comparing(JobRun::submitted).reversed())
                        .limit(limit)
                        .map(RunViews::view)
                        .toList());
    }

    RunView one(String id) {
        return view(find(id));
    }

    JobRun find(String id) {
        return jobs.run(id)
                .orElseThrow(() ->
                        ControlException.notFound(
                                "there is no run \"" + id + "\"; `plumb runs` lists them"));
    }

    private static RunView view(JobRun run) {
        return new RunView(
                run.id(),
                run.job().toString(),
                run.status().name().toLowerCase(Locale.ROOT),
                run.commit(),
                run.submitted(),
                run.started(),
                run.ended(),
                run.message(),
                run.registered().entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .sorted()
                        .toList(),
                run.metrics(),
                run.steps().stream().map(RunViews::step).toList());
    }

    private static RunView.Step step(StepRun step) {
        String message = step.message().isEmpty() ? step.why() : step.message();
        return new RunView.Step(
                step.name(),
                step.status().name().toLowerCase(Locale.ROOT),
                step.started(),
                step.ended(),
                step.status() == StepStatus.REUSED,
                message);
    }

    /// A piece of the logs of a run, which are read one after the other as if they were one file.
    LogView log(String run, Optional<String> step, long offset) {
        boolean ended = find(run).ended().isPresent();
        try {
            return piece(jobs.log(run, step), offset, ended);
        } catch (IOException e) {
            throw ControlException.unavailable(
                    "the log of " + run + " cannot be read: " + e.getMessage());
        }
    }

    private static LogView piece(List<Path> files, long offset, boolean ended) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long begin = 0;
        for (Path file : files) {
            long size = Files.exists(file) ? Files.size(file) : 0;
            long from = Math.max(offset + bytes.size() - begin, 0);
            if (from < size && bytes.size() < PIECE) {
                bytes.write(read(file, from, PIECE - bytes.size()));
            }
            begin += size;
        }
        byte[] whole = wholeCharacters(bytes.toByteArray());
        long next = Math.min(offset, begin) + whole.length;
        return new LogView(new String(whole, StandardCharsets.UTF_8), next, ended && next >= begin);
    }

    private static byte[] read(Path file, long from, int most) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(from);
            byte[] buffer = new byte[(int) Math.min(most, Math.max(open.length() - from, 0))];
            open.readFully(buffer);
            return buffer;
        }
    }

    /// Leaves a character that is cut in two for the next piece.
    private static byte[] wholeCharacters(byte[] bytes) {
        int end = bytes.length;
        int back = 0;
        while (end - back > 0 && back < 4 && (bytes[end - 1 - back] & 0xC0) == 0x80) {
            back++;
        }
        if (end - back > 0 && back < 4) {
            int lead = bytes[end - 1 - back] & 0xFF;
            int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
            if (length > back + 1) {
                end -= back + 1;
            }
        }
        return Arrays.copyOf(bytes, end);
    }
}
