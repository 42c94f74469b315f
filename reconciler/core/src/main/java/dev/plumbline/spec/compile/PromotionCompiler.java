package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.Value.Selector;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.problem.Names;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.promotion.Promotion;
import java.util.List;
import java.util.Optional;

/// Promotions: whether the deployment is declared here, and names a version of the model that
/// another one can take the place of.
final class PromotionCompiler {
    private static final List<String> ENDPOINT = List.of("deployment", "endpoint");
    private static final List<String> DEPLOYMENT = List.of("deployment", "name");

    private final CompileContext context;
    private final Reach reach;

    PromotionCompiler(CompileContext context, Reach reach) {
        this.context = context;
        this.reach = reach;
    }

    /// Empty when nothing can ever be proposed for it.
    Optional<Promotion> compile(Promotion promotion) {
        return deployment(promotion.deployment())
                .filter(document -> isPromotable(promotion, document))
                .map(_ -> promotion);
    }

    private Optional<Document> deployment(ResourceId id) {
        List<String> names = reach.deployments(id.endpoint());
        if (names.isEmpty()) {
            context.error(
                    "promotion",
                    "deployment.endpoint is \"%s\", for which no file declares a deployment%s"
                            .formatted(
                                    id.endpoint(),
                                    Names.instead(
                                            id.endpoint(),
                                            reach.endpointsWithDeployments(),
                                            "declare one first")),
                    ENDPOINT);
        } else if (!names.contains(id.shortName())) {
            context.error(
                    "promotion",
                    "deployment.name is \"%s\", which no file declares for the endpoint \"%s\"%s"
                            .formatted(
                                    id.shortName(),
                                    id.endpoint(),
                                    Names.instead(id.shortName(), names, "declare one first")),
                    DEPLOYMENT);
        }
        return reach.deployment(id);
    }

    private boolean isPromotable(Promotion promotion, Document deployment) {
        Value model = deployment.fields().get("model").orElse(Value.Null.NULL);
        String path = deployment.path();
        Optional<Reference> reference =
                model instanceof Value.Text(var text)
                        ? References.asset(text, Kind.MODEL)
                                .filter(Reference.class::isInstance)
                                .map(Reference.class::cast)
                        : Optional.empty();
        if (reference.isEmpty()) {
            // What the document lacks or has wrong is told there.
            if (deployment.isComplete()) {
                context.error(
                        "promotion",
                        "%s declares its model %s, in which no version can be set; write `model: azureml:%s:<version>` there"
                                .formatted(path, form(model), promotion.model().name()),
                        List.of("deployment"));
            }
            return false;
        }
        if (!reference.get().target().equals(promotion.model())) {
            context.error(
                    "promotion",
                    "model is \"%s\", but %s deploys %s; name the model that is deployed"
                            .formatted(promotion.model().name(), path, reference.get().text()),
                    List.of("model"));
            return false;
        }
        return names(reference.get(), deployment);
    }

    /// What takes every new version by itself needs nobody to propose it.
    private boolean names(Reference reference, Document deployment) {
        boolean follows =
                switch (reference.selector()) {
                    case Selector.Version _ -> false;
                    case Selector.Label(var label) -> label.equals("latest");
                    case Selector.Current _ -> true;
                };
        if (follows) {
            context.problems()
                    .add(
                            Problem.warning(
                                    deployment.path(),
                                    deployment.position("model"),
                                    "promotion",
                                    "model is \"%s\", which takes new versions by itself, so %s has nothing to promote; write a version, such as azureml:%s:1, or remove the promotion"
                                            .formatted(
                                                    reference.text(),
                                                    context.document().path(),
                                                    reference.target().name())));
        }
        return !follows;
    }

    private static String form(Value model) {
        return switch (model) {
            case Value.Fields _ -> "inline";
            case Value.Text(var text) -> "as \"" + text + "\"";
            case Value _ -> "nowhere";
        };
    }
}
