package dev.plumbline.repository.transport;

import dev.plumbline.repository.transport.RefusedException.By;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The keys by which SSH servers are known, in the format of OpenSSH's `known_hosts`.
public sealed interface KnownHosts {
    /// A file that the agent's configuration names; it has to be there.
    record Named(Path file) implements KnownHosts {}

    /// Files that may be there.
    record Usual(List<Path> files) implements KnownHosts {
        public Usual {
            files = List.copyOf(files);
        }
    }

    /// Lines that stand in the agent's configuration itself.
    record Written(List<String> lines) implements KnownHosts {
        public Written {
            lines = List.copyOf(lines);
        }
    }

    /// Where a line was found, and whose key it tells.
    default List<KnownHost> read() throws RefusedException {
        return switch (this) {
            case Named(var file) -> read(file);
            case Usual(var files) -> {
                List<KnownHost> all = new ArrayList<>();
                for (Path file : files) {
                    if (Files.isReadable(file)) {
                        all.addAll(read(file));
                    }
                }
                yield List.copyOf(all);
            }
            case Written(var lines) ->
                    parse(lines, number -> "entry %d of known_hosts".formatted(number));
        };
    }

    private static List<KnownHost> read(Path file) throws RefusedException {
        try {
            // Comments may be in any encoding; what counts is ASCII.
            return parse(
                    Files.readAllLines(file, StandardCharsets.ISO_8859_1),
                    number -> file + ":" + number);
        } catch (IOException e) {
            throw new RefusedException(
                    By.AGENT,
                    "the file of known hosts %s cannot be read (%s); put the server's key there"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static List<KnownHost> parse(
            List<String> lines, java.util.function.IntFunction<String> where) {
        List<KnownHost> hosts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Optional<KnownHost> host = KnownHost.parse(lines.get(i), where.apply(i + 1));
            host.ifPresent(hosts::add);
        }
        return List.copyOf(hosts);
    }

    /// Where a new key would be written to.
    default String place() {
        return switch (this) {
            case Named(var file) -> file.toString();
            case Usual(var files) ->
                    files.stream().map(Path::toString).collect(Collectors.joining(" and "));
            case Written _ -> "credentials.known_hosts of the agent's configuration";
        };
    }

    /// The file that a command may append to; empty when there is none.
    default Optional<Path> appendable() {
        return switch (this) {
            case Named(var file) -> Optional.of(file);
            case Usual(var files) -> files.stream().findFirst();
            case Written _ -> Optional.empty();
        };
    }
}
