package dev.plumbline.agent.run;

import dev.plumbline.agent.http.Mount;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.model.TrainingRuns;
import dev.plumbline.agent.promotion.PromotionListener;
import dev.plumbline.agent.promotion.Promotions;
import dev.plumbline.agent.pullrequest.ForgeLink;
import dev.plumbline.agent.pullrequest.PageLinks;
import dev.plumbline.agent.pullrequest.Proposals;
import dev.plumbline.agent.pullrequest.PullRequests;
import dev.plumbline.agent.pullrequest.ReviewBoard;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.gate.Floor;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.spec.owners.CodeOwners;
import dev.plumbline.spec.owners.OwnersDialect;
import dev.plumbline.spec.owners.RepositoryCodeOwners;
import dev.plumbline.webhooks.Forges;
import dev.plumbline.webhooks.forge.Forge;
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
final class ForgeWiring implements AutoCloseable {
    private final Path data;
    private final PageLinks pages;
    private final InstantSource clock;
    private final PromotionListener listener;
    private final Map<String, ReviewBoard> boards = new HashMap<>();
    private final List<PullRequests> pullRequests = new ArrayList<>();
    private final List<Promotions> promotions = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    /// @param pages where statuses and comments link to
    /// @param listener hears what becomes of promotions
    ForgeWiring(Path data, PageLinks pages, InstantSource clock, PromotionListener listener) {
        this.data = data;
        this.pages = pages;
        this.clock = clock;
        this.listener = listener;
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

    /// @param runs what is known of them, for promotions
    /// @param recorder who commits what is proposed
    void connect(Followed followed, RepositoryLoop loop, TrainingRuns runs, Recorder recorder) {
        Optional<ForgeLink> link = followed.forge();
        Optional<Forge> forge = link.flatMap(ForgeLink::open).map(open -> open.apply(clock));
        Promotions promoting =
                new Promotions(
                        loop, runs, forge, recorder, file("promotions", followed), clock, listener);
        promotions.add(promoting);
        if (link.isEmpty()) {
            return;
        }
        Optional<PullRequests> talking =
                forge.map(open ->
                        new PullRequests(
                                loop,
                                open,
                                board(followed),
                                file("previews", followed),
                                pages,
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
                                        hearing(loop, talking, promoting))));
    }

    private Path file(String folder, Followed followed) {
        return data.resolve(folder).resolve(followed.name() + ".json");
    }

    private ReviewBoard board(Followed followed) {
        return Objects.requireNonNull(boards.get(followed.name()), "its floor is made first");
    }

    private static Consumer<HookEvent> hearing(
            RepositoryLoop loop, Optional<PullRequests> talking, Promotions promoting) {
        return event -> {
            switch (event) {
                case HookEvent.Pushed(_, var branch) -> {
                    // Of a branch that is proposed, the pull request's own webhook tells.
                    if (loop.repository().branch().map(branch::equals).orElse(true)) {
                        loop.repositoryChanged("push");
                    }
                }
                case HookEvent.PullRequestChanged(_, var number) -> {
                    talking.ifPresent(each -> each.changed(number));
                    promoting.changed();
                }
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

    List<Promotions> promotions() {
        return List.copyOf(promotions);
    }

    void start() {
        pullRequests.forEach(PullRequests::start);
        promotions.forEach(Promotions::start);
    }

    /// Pull requests last: with them goes the forge.
    @Override
    public void close() {
        promotions.forEach(Promotions::close);
        pullRequests.forEach(PullRequests::close);
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
