package dev.plumbline.local.jobs.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether a process still does something. Java takes a zombie for alive, and in a container whose
/// first process adopts orphans without reaping them a step's processes end as zombies.
public final class Liveness {
    private Liveness() {}

    public static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    // proc_pid_stat(5): the state follows the name, which is in parentheses and may hold any
    // character.
    private static boolean isZombie(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
            String stat = new String(bytes, StandardCharsets.ISO_8859_1);
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException _) {
            return false; // gone meanwhile, which the caller learns soon, or a system without /proc
        }
    }
}
