package dev.plumbline.agent.cli.command;

import dev.plumbline.agent.api.SyncRequest;
import dev.plumbline.agent.api.SyncView;
import dev.plumbline.agent.cli.text.SyncText;
import dev.plumbline.agent.cli.world.Exit;
import dev.plumbline.agent.cli.world.World;
import dev.plumbline.agent.client.AgentClient;
import dev.plumbline.agent.client.ApiPath;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `plumb sync`.
@Command(
        name = "sync",
        description = "Applies what Git declares, now.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:asked for; with --wait: applied",
            "1:failed, or superseded by a newer commit",
            "2:wrong usage",
            "3:what may be done is done, the rest is held by a gate"
        },
        footer = {
            "",
            "Examples:",
            "  plumb sync --wait",
            "  plumb sync --revision v1.4 --workspace prod --wait --timeout 30m",
            "  plumb sync --resource model/fraud --dry-run"
        })
final class SyncCommand implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Mixin private WorkspaceOption workspace = new WorkspaceOption();
    @Mixin private OutputOption output = new OutputOption();

    @Option(
            names = "--revision",
            paramLabel = "REV",
            description = "A commit, branch or tag; the head of the tracked branch by default.")
    private Optional<String> revision = Optional.empty();

    @Option(
            names = "--resource",
            paramLabel = "ID",
            description = "Only this resource and what it needs.")
    private Optional<String> resource = Optional.empty();

    @Option(names = "--wait", description = "Wait until it has ended, and tell how.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long to wait, such as 90s, 30m or 2h; the sync itself goes on. No end by default.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(names = "--dry-run", description = "Tell what would be done, and do nothing.")
    private boolean dryRun;

    @Option(names = "--refresh", description = "Resolve labels such as @latest anew.")
    private boolean refresh;

    private final World world;

    SyncCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (AgentClient agent = connection.client(world)) {
            SyncRequest request = new SyncRequest(revision, resource, refresh, dryRun);
            JsonNode begun = agent.post(ApiPath.inWorkspace(workspace.get(), "sync"), request);
            JsonNode last = wait ? new SyncWait(agent, world).until(begun, timeout) : begun;
            return show(last);
        }
    }

    private int show(JsonNode answer) {
        SyncView sync = Output.view(answer, SyncView.class);
        String hint =
                sync.state().isTerminal()
                        ? ""
                        : "`plumb status` shows how it goes on; --wait waits for its end\n";
        output.show(world, answer, () -> SyncText.render(sync, world.ink()) + hint);
        return exit(sync.state());
    }

    static int exit(SyncView.State state) {
        return switch (state) {
            case QUEUED, RUNNING, SUCCEEDED -> Exit.OK;
            case FAILED, SUPERSEDED -> Exit.FAILED;
            case HELD -> Exit.HELD;
        };
    }
}
