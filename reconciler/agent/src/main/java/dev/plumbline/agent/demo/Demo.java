package dev.plumbline.agent.demo;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.DataDirectory;
import dev.plumbline.agent.cli.world.Alone.DemoOptions;
import dev.plumbline.agent.cli.world.Alone.DemoRunner;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.Tokens;
import dev.plumbline.agent.run.AgentEvents;
import dev.plumbline.agent.run.AgentProcess;
import dev.plumbline.agent.run.AgentSettings;
import dev.plumbline.agent.run.AgentSettings.Access;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.agent.run.Narration;
import dev.plumbline.gate.Floor;
import dev.plumbline.repository.RemoteAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// `plumb demo`: copies the example into a Git repository, runs an agent on it and tells the story.
public final class Demo implements DemoRunner {
    private static final String MARKER = "plumbline-demo";

    @Override
    public int run(DemoOptions options, World world) throws IOException {
        Path data =
                options.data()
                        .orElseGet(
                                () -> DataDirectory.standard(world.environment()).resolve("demo"));
        prepare(data);
        PrintWriter out = options.json() ? new PrintWriter(Writer.nullWriter()) : world.out();
        AgentEvents told =
                options.json() ? AgentEvents.NONE : new Narration(indented(out), world.progress());
        try (DemoRepository repository =
                        DemoRepository.create(
                                data.resolve("fraud-models.git"),
                                data.resolve("fraud-models"),
                                world.user());
                AgentProcess agent =
                        AgentProcess.start(settings(options, data, repository), told)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endServing(agent)));
            ExampleFiles.copyTo(repository.folder());
            out.println(
                    "A Git repository at "
                            + repository.bare()
                            + ", an agent at "
                            + agent.url()
                            + ", endpoints at "
                            + agent.platform().scoringBase()
                            + ".");
            try {
                return tell(options, world, data, repository, agent, out);
            } finally {
                endServing(agent);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Exit.FAILED;
        } catch (StoryException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static int tell(
            DemoOptions options,
            World world,
            Path data,
            DemoRepository repository,
            AgentProcess agent,
            PrintWriter out)
            throws IOException, InterruptedException {
        try (AgentClient client =
                new AgentClient(
                        URI.create(agent.url()),
                        new Tokens(Map.of(), Optional.of(agentData(data))))) {
            List<Chapter> chapters =
                    new Story(new Stage(repository, client), out, ThreadLocalRandom.current())
                            .tell();
            if (options.json()) {
                world.out()
                        .println(ApiJson.MAPPER.writeValueAsString(Map.of("chapters", chapters)));
                world.out().flush();
            }
        }
        if (!options.once()) {
            goOn(world, repository, agent);
        }
        return Exit.OK;
    }

    private static void goOn(World world, DemoRepository repository, AgentProcess agent)
            throws InterruptedException {
        PrintWriter out = world.out();
        out.println();
        out.println("The agent stays up. Try, in another terminal:");
        out.println(
                "  cd "
                        + repository.folder()
                        + "   # edit jobs/train-pipeline.yml, then: git commit -am 'Try' && git push");
        out.println("  plumb status --server " + agent.url());
        out.println(
                "  plumb invoke "
                        + Stage.ENDPOINT
                        + " --data "
                        + repository.folder().resolve("endpoints/sample-request.json"));
        out.println("Ctrl-C ends it.");
        out.flush();
        // Until Ctrl-C, which runs the hook that ends serving.
        new CountDownLatch(1).await();
    }

    private static void endServing(AgentProcess agent) {
        try {
            agent.platform().stopServing();
        } catch (IOException _) {
            // The story is over; the next telling takes over what still serves.
        }
    }

    private static Path agentData(Path data) {
        return data.resolve("agent");
    }

    private static AgentSettings settings(
            DemoOptions options, Path data, DemoRepository repository) {
        Followed followed =
                new Followed(
                        "fraud-models",
                        RemoteAddress.of(repository.bare().toString()),
                        Optional.empty(),
                        Optional.of("main"),
                        Duration.ofMillis(500),
                        Floor.NONE,
                        Optional.empty());
        return new AgentSettings(
                agentData(data),
                "127.0.0.1",
                options.port().orElse(AgentSettings.PORT),
                options.servingPort().orElse(AgentSettings.SERVING_PORT),
                Optional.empty(),
                List.of(followed),
                Map.of(),
                Access.ofOperatorAlone(),
                Optional.empty());
    }

    /// Each telling starts anew: what the last one left in the folder goes away. A folder that no
    /// demo made is left alone.
    private static void prepare(Path data) throws IOException {
        boolean ours = Files.exists(data.resolve(MARKER));
        if (Files.exists(data) && !ours && !isEmpty(data)) {
            throw new IOException(
                    data + " holds something else; give the demo an empty folder with --data");
        }
        if (ours) {
            delete(data);
        }
        Files.createDirectories(data);
        Files.writeString(
                data.resolve(MARKER), "made by plumb demo; the next telling starts it anew\n");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                path.toFile().setWritable(true);
            }
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    private static PrintWriter indented(PrintWriter out) {
        return new PrintWriter(new IndentingWriter(out), true);
    }
}
