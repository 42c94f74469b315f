package dev.plumbline.agent.run;

import dev.plumbline.agent.api.AccessTokens;
import dev.plumbline.agent.api.Events;
import dev.plumbline.agent.api.InfoView;
import dev.plumbline.agent.api.TokenFile;
import dev.plumbline.agent.cli.world.Version;
import dev.plumbline.agent.control.AgentControl;
import dev.plumbline.agent.http.ApiServer;
import dev.plumbline.agent.http.Listen;
import dev.plumbline.agent.loop.Platforms;
import dev.plumbline.agent.loop.Polling;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.loop.RepositoryOptions;
import dev.plumbline.agent.model.TrainingRuns;
import dev.plumbline.agent.pullrequest.PageLinks;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.agent.telemetry.Metrics;
import dev.plumbline.agent.telemetry.Tracing;
import dev.plumbline.gate.Floor;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.local.LocalOptions;
import dev.plumbline.local.LocalPlatform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.SignedCommits;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quartz.SchedulerException;

/// A running agent: its repositories followed, its platform open, its API answering.
public final class AgentProcess implements AutoCloseable {
    private final LocalPlatform platform;
    private final List<RepositoryLoop> loops;
    private final Map<String, String> unusable;
    private final ApiServer server;
    private final Polling polling;
    private final ForgeWiring forges;
    private final Tracing tracing;
    private final AtomicBoolean closed = new AtomicBoolean();

    private AgentProcess(
            LocalPlatform platform,
            List<RepositoryLoop> loops,
            Map<String, String> unusable,
            ApiServer server,
            Polling polling,
            ForgeWiring forges,
            Tracing tracing) {
        this.platform = platform;
        this.loops = loops;
        this.unusable = Map.copyOf(unusable);
        this.server = server;
        this.polling = polling;
        this.forges = forges;
        this.tracing = tracing;
    }

    /// Starts an agent.
    ///
    /// @throws IOException when it cannot begin: a port or the data directory is taken, a
    ///   repository is not there; the message is for users
    public static AgentProcess start(AgentSettings settings, AgentEvents told) throws IOException {
        try {
            return new Wiring(settings, told).start();
        } catch (RepositoryException | PlatformException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } catch (SchedulerException e) {
            throw new IOException("the scheduler cannot be started: " + e.getMessage(), e);
        }
    }

    /// Where the API answers.
    public String url() {
        return server.url();
    }

    public LocalPlatform platform() {
        return platform;
    }

    public List<WorkspaceState> states() {
        return loops.stream().flatMap(loop -> loop.states().stream()).toList();
    }

    public List<RepositoryLoop> loops() {
        return loops;
    }

    /// Repositories that are left out, and why each cannot be opened. The others are followed.
    public Map<String, String> unusable() {
        return unusable;
    }

    /// Stops the agent. Steps and serving go on and are found again by the next one.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            polling.close();
        } catch (SchedulerException _) {
            // Its threads are daemons: they end with the process.
        }
        forges.close();
        loops.forEach(RepositoryLoop::close);
        server.close();
        platform.close();
        tracing.close();
    }

    /// Puts an agent together, and takes it apart again when a part of it fails.
    private static final class Wiring {
        private final AgentSettings settings;
        private final List<AutoCloseable> opened = new ArrayList<>();
        private final List<RepositoryLoop> loops = new ArrayList<>();
        private final Map<String, String> unusable = new LinkedHashMap<>();
        private final Events events = new Events();
        private final PrometheusMeterRegistry metrics =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        private final InstantSource clock = InstantSource.system();
        private final Tracing tracing;
        private final Metrics measured;
        private final EventHub hub;
        private final ForgeWiring forges;

        Wiring(AgentSettings settings, AgentEvents told) {
            this.settings = settings;
            this.tracing = Tracing.of(System.getenv());
            this.measured = new Metrics(metrics, clock);
            this.hub = new EventHub(events, measured, tracing, told, clock);
            this.forges =
                    new ForgeWiring(
                            settings.data(), new PageLinks(settings.publicUrl()), clock, hub);
        }

        AgentProcess start() throws IOException, SchedulerException {
            boolean done = false;
            try {
                AgentProcess agent = wire();
                done = true;
                return agent;
            } finally {
                if (!done) {
                    opened.reversed().forEach(Wiring::closeQuietly);
                }
            }
        }

        private static void closeQuietly(AutoCloseable part) {
            try {
                part.close();
            } catch (Exception _) {
                // What failed first is what the user has to hear.
            }
        }

        private AgentProcess wire() throws IOException, SchedulerException {
            Files.createDirectories(settings.data());
            AccessTokens tokens = tokens(TokenFile.ensure(settings.data()));
            Map<Followed, GitRepository> repositories = repositories();
            int port = settings.port() == 0 ? freePort() : settings.port();
            LocalPlatform platform = platform(port);
            opened.add(platform);
            follow(repositories, platform);
            AgentControl control =
                    new AgentControl(
                            loops,
                            unusable,
                            platform,
                            forges.proposals(),
                            info(platform, repositories));
            hub.attach(control);
            ApiServer.Content content =
                    new ApiServer.Content(
                            control,
                            events,
                            metrics,
                            tokens,
                            List.of(
                                    new MlflowMount(
                                                    platform.mlflow(this::workspaces),
                                                    platform.runTokens(),
                                                    tokens)
                                            .mount(),
                                    forges.mount()));
            ApiServer server =
                    ApiServer.start(new Listen(settings.host(), port, Set.of()), content);
            opened.add(server);
            Polling polling = new Polling();
            opened.add(polling);
            for (RepositoryLoop loop : loops) {
                measured.follow(loop);
                loop.start();
                polling.add(loop);
            }
            forges.start();
            return new AgentProcess(
                    platform, List.copyOf(loops), unusable, server, polling, forges, tracing);
        }

        /// Opens the repositories. One that cannot be opened is left out, unless it is the only
        /// one.
        private Map<Followed, GitRepository> repositories() {
            Map<Followed, GitRepository> repositories = new LinkedHashMap<>();
            for (Followed followed : settings.repositories()) {
                try {
                    GitRepository repository =
                            GitRepository.open(
                                    followed.remote(),
                                    followed.branch(),
                                    followed.ledger(),
                                    folder(followed));
                    opened.add(repository);
                    repositories.put(followed, repository);
                } catch (RepositoryException e) {
                    if (settings.repositories().size() == 1) {
                        throw e;
                    }
                    unusable.put(followed.name(), String.valueOf(e.getMessage()));
                }
            }
            return repositories;
        }

        private List<String> workspaces() {
            return loops.stream()
                    .flatMap(loop -> loop.states().stream())
                    .map(WorkspaceState::name)
                    .toList();
        }

        private AccessTokens tokens(String own) throws IOException {
            try {
                return settings.access().with(own);
            } catch (IllegalArgumentException e) {
                throw new IOException("the configuration is wrong: " + e.getMessage(), e);
            }
        }

        private Path folder(Followed followed) {
            return settings.data().resolve("repositories").resolve(followed.name() + ".git");
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private LocalPlatform platform(int port) {
            LocalOptions options =
                    LocalOptions.in(
                            settings.data().resolve("local"),
                            settings.servingPort(),
                            URI.create("http://127.0.0.1:" + port));
            LocalOptions cached =
                    settings.environments().map(options::withEnvironments).orElse(options);
            return LocalPlatform.open(
                    cached, () -> loops.forEach(RepositoryLoop::platformChanged), hub::run);
        }

        private void follow(Map<Followed, GitRepository> repositories, LocalPlatform platform) {
            Platforms platforms = Platforms.of(Map.of("local", platform), settings.platforms());
            repositories.forEach((followed, repository) -> {
                RepositoryOptions options =
                        new RepositoryOptions(
                                followed.name(),
                                repository.url(),
                                followed.branch(),
                                folder(followed),
                                settings.data().resolve("ledger-heads").resolve(followed.name()),
                                settings.data().resolve("holds").resolve(followed.name()),
                                followed.poll(),
                                forges.floor(followed, floor(followed, repository)));
                RepositoryLoop loop =
                        new RepositoryLoop(options, repository, platforms, recorder(), clock, hub);
                loops.add(loop);
                forges.connect(followed, loop, TrainingRuns.of(platform.jobs()), recorder());
            });
            hub.tell(forges.pullRequests(), forges.promotions());
        }

        private Recorder recorder() {
            return new Recorder("Plumbline", "agent@plumbline.dev", settings.signing());
        }

        private static Floor floor(Followed followed, GitRepository repository) {
            Floor owned = followed.floor().ownedBy(ForgeWiring.owners(followed, repository));
            return followed.signatures()
                    .map(keys -> owned.trusting(new SignedCommits(repository, keys)::fault))
                    .orElse(owned);
        }

        private InfoView info(LocalPlatform platform, Map<Followed, GitRepository> repositories) {
            List<InfoView.Repository> followed = new ArrayList<>();
            repositories.forEach((each, repository) ->
                    followed.add(
                            new InfoView.Repository(
                                    each.name(),
                                    repository.url(),
                                    repository.branch().orElse(""))));
            return new InfoView(
                    Version.current(),
                    platform.scoringBase().toString(),
                    followed,
                    settings.data().toString());
        }
    }
}
