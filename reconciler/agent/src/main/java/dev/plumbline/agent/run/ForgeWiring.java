package dev.plumbline.agent.run;

import dev.plumbline.agent.http.Mount;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.pullrequest.ForgeLink;
import dev.plumbline.agent.pullrequest.Proposals;
import dev.plumbline.agent.pullrequest.PullRequests;
import dev.plumbline.agent.pullrequest.ReviewBoard;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.gate.Floor;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.spec.owners.CodeOwners;
import dev.plumbline.spec.owners.OwnersDialect;
import dev.plumbline.spec.owners.RepositoryCodeOwners;
import dev.plumbline.webhooks.Forges;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.Reception;
import dev.plumbline.webhooks.receive.Subscription;
import dev.plumbline.webhooks.receive.WebhookDesk;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Connects repositories with their forges: what comes in by webhooks, and what goes out about pull
/// requests.
final class ForgeWiring {
    private final Path data;
    private final InstantSource clock;
    private final Map<String, ReviewBoard> boards = new HashMap<>();
    private final List<PullRequests> pullRequests = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    ForgeWiring(Path data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    /// The floor under a repository, with what is known of its reviews.
    Floor floor(Followed followed, Floor floor) {
        if (followed.forge().flatMap(ForgeLink::open).isEmpty()) {
            return floor;
        }
        ReviewBoard board = new ReviewBoard(clock);
        boards.put(followed.name(), board);
        return floor.reviewedBy(board);
    }

    /// Who owns the files of a repository, as its forge says.
    static CodeOwners owners(Followed followed, GitRepository repository) {
        return new RepositoryCodeOwners(
                repository, OwnersDialect.of(followed.forge().map(ForgeLink::forge).orElse("")));
    }

    void connect(Followed followed, RepositoryLoop loop) {
        Optional<ForgeLink> link = followed.forge();
        if (link.isEmpty()) {
            return;
        }
        Optional<PullRequests> talking =
                link.get()
                        .open()
                        .map(open ->
                                new PullRequests(
                                        loop,
                                        open.apply(clock),
                                        board(followed),
                                        data.resolve("previews").resolve(followed.name() + ".json"),
                                        clock));
        talking.ifPresent(pullRequests::add);
        link.get()
                .webhookSecret()
                .ifPresent(secret ->
                        subscriptions.add(
                                new Subscription(
                                        link.get().forge(),
                                        link.get().project(),
                                        secret,
                                        hearing(loop, talking))));
    }

    private ReviewBoard board(Followed followed) {
        return Objects.requireNonNull(boards.get(followed.name()), "its floor is made first");
    }

    private static Consumer<HookEvent> hearing(
            RepositoryLoop loop, Optional<PullRequests> talking) {
        return event -> {
            switch (event) {
                case HookEvent.Pushed(_, var branch) -> {
                    // Of a branch that is proposed, the pull request's own webhook tells.
                    if (loop.repository().branch().map(branch::equals).orElse(true)) {
                        loop.repositoryChanged("push");
                    }
                }
                case HookEvent.PullRequestChanged(_, var number) ->
                        talking.ifPresent(each -> each.changed(number));
                case HookEvent.Ping _, HookEvent.Unheeded _ -> {}
            }
        };
    }

    List<PullRequests> pullRequests() {
        return List.copyOf(pullRequests);
    }

    /// What opens pull requests, by repository.
    Map<String, Proposals> proposals() {
        Map<String, Proposals> proposals = new HashMap<>();
        pullRequests.forEach(each ->
                each.proposals().ifPresent(it -> proposals.put(each.loop().options().name(), it)));
        return proposals;
    }

    /// Takes webhooks from anyone, and heeds those that are signed.
    Mount mount() {
        WebhookDesk desk = new WebhookDesk(Forges.hooks(clock), subscriptions);
        return new Mount(
                "/webhooks",
                Mount.Access.OPEN,
                WebhookDesk.MOST_BYTES,
                request -> {
                    Reception reception =
                            desk.receive(
                                    request.method(),
                                    request.path(),
                                    request.headers(),
                                    request.body());
                    return new Mount.Answer(
                            reception.status(),
                            "text/plain; charset=utf-8",
                            new ByteArrayInputStream(
                                    (reception.message() + "\n").getBytes(StandardCharsets.UTF_8)));
                });
    }
}
