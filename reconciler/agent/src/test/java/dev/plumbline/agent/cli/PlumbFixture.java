package dev.plumbline.agent.cli;

import dev.plumbline.agent.api.ExplanationView;
import dev.plumbline.agent.api.Samples;
import dev.plumbline.agent.api.ValidationView;
import dev.plumbline.agent.cli.world.Alone;
import dev.plumbline.agent.cli.world.World;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs `plumb` in this process.
public final class PlumbFixture {
    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path directory;
    private final Alone alone;
    private String input = "";
    private boolean terminal;

    /// With stand-ins for what works without an agent.
    public PlumbFixture(Path directory) {
        this(directory, alone());
    }

    public PlumbFixture(Path directory, Alone alone) {
        this.directory = directory;
        this.alone = alone;
    }

    public PlumbFixture with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    PlumbFixture onTerminal() {
        terminal = true;
        return this;
    }

    PlumbFixture input(String text) {
        input = text;
        return this;
    }

    /// Runs a command line; what earlier ones printed is forgotten.
    public int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        World world =
                new World(
                        environment,
                        directory,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        terminal,
                        () -> Samples.NOON);
        return new Plumb(world, alone).run(arguments);
    }

    private static Alone alone() {
        return new Alone(
                new SampleCheck(),
                (options, world) -> {
                    world.out().println(options);
                    return 0;
                },
                (options, world) -> {
                    world.out().println(options);
                    return 0;
                });
    }

    /// Finds the same whatever it is asked.
    private static final class SampleCheck implements Alone.SpecCheck {
        @Override
        public ValidationView check(Path root, List<Path> paths, Optional<String> revision) {
            return Samples.validation();
        }

        @Override
        public Optional<ExplanationView> explain(
                Path file, Optional<String> workspace, Optional<String> revision) {
            return Optional.empty();
        }
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    /// Standard output, which is one JSON document and nothing else.
    public JsonNode json() {
        return JsonMapper.builder().build().readTree(out());
    }
}
