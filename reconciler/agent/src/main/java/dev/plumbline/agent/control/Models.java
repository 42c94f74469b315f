package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.ModelComparisonView;
import dev.plumbline.agent.api.ModelView;
import dev.plumbline.agent.api.ModelsView;
import dev.plumbline.agent.model.ModelComparison;
import dev.plumbline.agent.model.ModelVersions;
import dev.plumbline.agent.model.TrainingRuns;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.problem.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Versions of models as the contract has them.
final class Models {
    private final Workspaces workspaces;
    private final TrainingRuns runs;

    Models(Workspaces workspaces, TrainingRuns runs) {
        this.workspaces = workspaces;
        this.runs = runs;
    }

    /// @param limit of each model the newest so many
    ModelsView list(Optional<String> workspace, int limit) {
        return new ModelsView(
                workspaces.named(workspace).stream()
                        .map(this::versions)
                        .flatMap(versions ->
                                versions.models().stream()
                                        .flatMap(model -> versions.newest(model, limit).stream()))
                        .toList());
    }

    private ModelVersions versions(Workspaces.Found workspace) {
        return new ModelVersions(workspace.loop(), workspace.reconciler(), runs);
    }

    /// @param version the newest when absent
    ModelView show(Optional<String> workspace, String name, Optional<String> version) {
        ModelVersions versions = versions(holder(workspace, name));
        return one(versions, name, version.orElseGet(() -> versions.names(model(name)).getLast()));
    }

    ModelComparisonView compare(Optional<String> workspace, String name, String from, String to) {
        ModelVersions versions = versions(holder(workspace, name));
        return ModelComparison.of(
                one(versions, name, from),
                one(versions, name, to),
                versions.directions(model(name)));
    }

    private static ResourceId model(String name) {
        return new ResourceId(Kind.MODEL, name);
    }

    private static ModelView one(ModelVersions versions, String name, String version) {
        return versions.of(new VersionedId(model(name), version))
                .orElseThrow(() ->
                        ControlException.notFound(
                                "model/%s has no version \"%s\"; there are %s"
                                        .formatted(
                                                name,
                                                version,
                                                String.join(", ", versions.names(model(name))))));
    }

    /// Without a workspace given, the one that holds versions of the model.
    private Workspaces.Found holder(Optional<String> workspace, String name) {
        List<Workspaces.Found> asked = workspaces.named(workspace);
        List<Workspaces.Found> holders =
                asked.stream()
                        .filter(each -> !versions(each).names(model(name)).isEmpty())
                        .toList();
        if (holders.size() > 1) {
            throw ControlException.invalid(
                    "model/%s is in several workspaces; name one with --workspace: %s"
                            .formatted(
                                    name,
                                    holders.stream()
                                            .map(Workspaces.Found::fullName)
                                            .collect(Collectors.joining(", "))));
        }
        return holders.stream()
                .findFirst()
                .orElseThrow(() ->
                        ControlException.notFound(
                                "there is no version of a model \"%s\"%s"
                                        .formatted(
                                                name,
                                                Names.instead(
                                                        name,
                                                        known(asked),
                                                        "there are none yet"))));
    }

    private List<String> known(List<Workspaces.Found> asked) {
        return asked.stream()
                .flatMap(each -> versions(each).models().stream())
                .map(ResourceId::name)
                .distinct()
                .sorted()
                .toList();
    }
}
