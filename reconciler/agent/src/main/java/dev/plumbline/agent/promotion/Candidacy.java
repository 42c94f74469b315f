package dev.plumbline.agent.promotion;

import dev.plumbline.agent.api.ModelComparisonView;
import dev.plumbline.agent.api.ModelView;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.loop.Snapshot;
import dev.plumbline.agent.model.ModelComparison;
import dev.plumbline.agent.model.ModelVersions;
import dev.plumbline.agent.model.TrainingRuns;
import dev.plumbline.agent.promotion.Selection.Chosen;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.RevisionRange;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.Value.Selector;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.edit.EditRefusedException;
import dev.plumbline.spec.edit.EditedFile;
import dev.plumbline.spec.edit.ModelVersionEdit;
import dev.plumbline.spec.promotion.Promotion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A promotion at one moment: what its head declares, what is deployed, and which versions there
/// are.
final class Candidacy {
    private static final int RELEASES_SEARCHED = 200;

    private final RepositoryLoop loop;
    private final Snapshot head;
    private final WorkspaceReconciler workspace;
    private final Promotion promotion;
    private final ModelVersions held;
    private final ModelVersions trained;

    Candidacy(
            RepositoryLoop loop,
            Snapshot head,
            WorkspaceReconciler workspace,
            Promotion promotion,
            TrainingRuns runs) {
        this.loop = loop;
        this.head = head;
        this.workspace = workspace;
        this.promotion = promotion;
        this.held = new ModelVersions(loop, workspace, runs);
        this.trained = new ModelVersions(loop, held.trainer(), runs);
    }

    Promotion promotion() {
        return promotion;
    }

    /// `fraud/prod/name`.
    String key() {
        return workspace() + "/" + promotion.name();
    }

    String workspace() {
        return workspace.state().name();
    }

    private String shortName() {
        return workspace().substring(workspace().indexOf('/') + 1);
    }

    Revision commit() {
        return head.commit().revision();
    }

    String branch() {
        return promotion
                .branch()
                .orElseGet(
                        () -> "plumbline/promote/%s/%s".formatted(shortName(), promotion.name()));
    }

    /// The version that the spec names.
    Optional<String> declared() {
        return head.specs()
                .workspace(shortName())
                .flatMap(specs -> specs.graph().get(promotion.deployment()))
                .map(Resource::spec)
                .flatMap(spec -> spec.get("model"))
                .flatMap(model ->
                        model instanceof Reference(_, var target, Selector.Version(var version))
                                        && target.equals(promotion.model())
                                ? Optional.of(version)
                                : Optional.empty());
    }

    /// The version that the last release holds for the deployment.
    Optional<String> deployed() {
        return workspace.state().last().get(promotion.deployment()).flatMap(this::version);
    }

    private Optional<String> version(AppliedResource deployment) {
        return deployment
                .spec()
                .get("model")
                .flatMap(model ->
                        model instanceof Value.Resolved(var asset, _)
                                        && asset.id().equals(promotion.model())
                                ? Optional.of(asset.version())
                                : Optional.empty());
    }

    /// What the ledger knows of what was deployed before.
    Standing rebuilt() {
        Ledger ledger = workspace.ledger();
        ResourceId deployment = promotion.deployment();
        Standing standing = Standing.NEW;
        List<LedgerEntry> history = ledger.history(deployment, RELEASES_SEARCHED);
        for (LedgerEntry entry : history.reversed()) {
            if (!entry.isIntent() && entry.act().isEmpty()) {
                standing =
                        standing.deciding(
                                Optional.ofNullable(
                                                ledger.release(entry.revision())
                                                        .resources()
                                                        .get(deployment))
                                        .flatMap(this::version));
            }
        }
        return standing;
    }

    Selection select(Set<String> decided) {
        return Selection.of(
                promotion,
                trained.names(promotion.model()),
                model -> trained.run(model).or(() -> held.run(model)),
                deployed(),
                declared(),
                decided);
    }

    EditedFile edit(VersionedId model) throws EditRefusedException {
        return new ModelVersionEdit(loop.repository().tree(commit()), head.specs())
                .of(shortName(), promotion.deployment(), model);
    }

    Optional<ProposalText> text(Chosen chosen, EditedFile edit) {
        return trained.of(chosen.model()).map(candidate -> text(chosen, edit, candidate));
    }

    private ProposalText text(Chosen chosen, EditedFile edit, ModelView candidate) {
        Optional<ModelComparisonView> comparison =
                chosen.deployed()
                        .flatMap(model -> held.of(model).or(() -> trained.of(model)))
                        .map(now ->
                                ModelComparison.of(
                                        now, candidate, held.directions(promotion.model())));
        return new ProposalText(
                promotion,
                chosen,
                edit,
                workspace(),
                candidate,
                comparison,
                comparison.flatMap(this::commits));
    }

    /// The commits that changed the code between the two that trained; empty when the clone does
    /// not know them, or one is not made of the other.
    private Optional<List<CommitInfo>> commits(ModelComparisonView models) {
        Set<String> paths = new TreeSet<>();
        Stream.of(models.from(), models.to())
                .flatMap(model -> model.code().values().stream())
                .map(code -> code.substring(0, code.lastIndexOf('@')))
                .filter(path -> !path.isEmpty())
                .forEach(paths::add);
        Optional<String> from = models.from().run().map(ModelView.Run::commit);
        Optional<String> to = models.to().run().map(ModelView.Run::commit);
        if (paths.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        try {
            RevisionRange range =
                    new RevisionRange(
                            loop.repository(), new Revision(from.get()), new Revision(to.get()));
            return range.isHistory() ? Optional.of(range.commits(paths)) : Optional.empty();
        } catch (RepositoryException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
