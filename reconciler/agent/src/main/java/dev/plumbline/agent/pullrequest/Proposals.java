package dev.plumbline.agent.pullrequest;

import dev.plumbline.agent.control.Proposer;
import dev.plumbline.webhooks.forge.Forge;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Opens pull requests from branches that are pushed: at once, or by the thread that talks to the
/// forge, which tries again until the forge answers.
public final class Proposals implements Proposer {
    private final Forge forge;
    private final ForgeWork work;

    Proposals(Forge forge, ForgeWork work) {
        this.forge = forge;
        this.work = work;
    }

    @Override
    public PullRequest open(Proposal proposal) {
        return forge.propose(proposal);
    }

    @Override
    public void later(String name, Supplier<Optional<Proposal>> proposal) {
        AtomicReference<Optional<Proposal>> pushed = new AtomicReference<>(Optional.empty());
        work.add(
                "pull request for " + name,
                () -> {
                    if (pushed.get().isEmpty()) {
                        pushed.set(proposal.get());
                    }
                    pushed.get().ifPresent(this::open);
                });
    }
}
