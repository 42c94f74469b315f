package dev.plumbline.spec.compile;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Num;
import dev.plumbline.spec.check.Checks;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.FieldClasses;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.promotion.Promotion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the resources that one document declares.
public final class DocumentCompiler {
    private final Document document;
    private final Reach reach;
    private final List<Resource> resources = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Optional<Resource> component = Optional.empty();
    private Optional<Promotion> promotion = Optional.empty();

    private DocumentCompiler(Document document, Surroundings surroundings) {
        this.document = document;
        this.reach = new Reach(surroundings);
    }

    public static Compiled compile(Document document, Surroundings surroundings) {
        if (!document.isSound()
                || !(document.documentClass() instanceof DocumentClass.Spec(SpecKind kind))) {
            return Compiled.NOTHING;
        }
        DocumentCompiler compiler = new DocumentCompiler(document, surroundings);
        compiler.compile(kind);
        return new Compiled(
                compiler.resources,
                compiler.component,
                compiler.promotion,
                compiler.problems,
                compiler.reach.footprint());
    }

    private void compile(SpecKind kind) {
        CompileContext context = new CompileContext(document, reach, problems);
        Fields fields = document.fields().without("$schema");
        Checks.check(kind, fields, context);
        if (kind.resource().equals(Optional.of(Kind.ONLINE_DEPLOYMENT))) {
            endpoint(context, fields);
        }
        if (!document.isComplete()) {
            new UnappliedCompiler(context).look(kind, fields);
            return;
        }
        if (problems.stream().anyMatch(Problem::isError) && kind == SpecKind.PROMOTION) {
            return;
        }
        switch (kind) {
            case MODEL ->
                    add(
                            context,
                            named(Kind.MODEL, fields),
                            AssetCompiler.pathAsset(context, fields, List.of()));
            case DATA ->
                    add(
                            context,
                            named(Kind.DATA, fields),
                            AssetCompiler.pathAsset(context, fields, List.of()));
            case ENVIRONMENT ->
                    add(
                            context,
                            named(Kind.ENVIRONMENT, fields),
                            AssetCompiler.environment(context, fields, List.of()));
            case COMMAND_COMPONENT, PIPELINE_COMPONENT -> component(context, fields);
            case COMMAND_JOB, PIPELINE_JOB -> job(context, fields);
            case MANAGED_ONLINE_ENDPOINT, KUBERNETES_ONLINE_ENDPOINT -> {
                add(
                        context,
                        named(Kind.ONLINE_ENDPOINT, fields),
                        EndpointCompiler.endpoint(fields));
                traffic(context, fields);
            }
            case MANAGED_ONLINE_DEPLOYMENT, KUBERNETES_ONLINE_DEPLOYMENT ->
                    add(
                            context,
                            ResourceId.deployment(
                                    fields.text("endpoint_name").orElseThrow(),
                                    fields.text("name").orElseThrow()),
                            EndpointCompiler.deployment(context, fields));
            case PROMOTION ->
                    promotion =
                            new PromotionCompiler(context, reach)
                                    .compile(Promotion.of(fields, source(document)));
            default -> new UnappliedCompiler(context).look(kind, fields);
        }
    }

    private static ResourceId named(Kind kind, Fields fields) {
        return new ResourceId(kind, fields.text("name").orElseThrow());
    }

    private void job(CompileContext context, Fields fields) {
        String path = document.path();
        String name = fields.text("name").orElseGet(document::stem);
        if (name.isEmpty() || name.endsWith("/")) {
            context.error(
                    "schema",
                    "\"name\" is missing, and \""
                            + path
                            + "\" has no name before its ending that the job could have; add `name`",
                    List.of());
            return;
        }
        add(context, new ResourceId(Kind.JOB, name), new JobCompiler(context).compile(fields));
    }

    /// A component is anonymous until something names it.
    private void component(CompileContext context, Fields fields) {
        Fields compiled = new JobCompiler(context).component(fields, List.of());
        if (fields.text("name").isPresent() && context.isComplete()) {
            component = Optional.of(resource(document, named(Kind.COMPONENT, fields), compiled));
        }
    }

    private void add(CompileContext context, ResourceId id, Fields spec) {
        if (context.isComplete()) {
            resources.add(resource(document, id, spec));
        }
    }

    private static Resource resource(Document document, ResourceId id, Fields spec) {
        boolean versioned = id.kind().family() == Kind.Family.ASSET;
        return new Resource(
                id,
                source(document),
                versioned ? spec.text("version") : Optional.empty(),
                declared(id.kind(), versioned ? spec.without("version") : spec),
                id.kind() == Kind.JOB ? JobCompiler.productions(spec) : List.of());
    }

    private static Fields declared(Kind kind, Fields spec) {
        Map<String, Value> kept = new LinkedHashMap<>(spec.fields());
        kept.keySet().removeIf(field -> FieldClasses.isIgnored(kind, field));
        return new Fields(kept);
    }

    private static Source source(Document document) {
        return new Source(document.path(), document.position().line());
    }

    /// An endpoint that nobody declares may be on the platform; one that is declared under nearly
    /// the same name is meant. Names that differ in digits alone, as those of one endpoint per
    /// region do, are not taken for each other.
    private void endpoint(CompileContext context, Fields fields) {
        fields.text("endpoint_name")
                .flatMap(name ->
                        Nearest.to(name, reach.otherEndpoints(name), 2)
                                .filter(near -> !letters(near).equals(letters(name))))
                .ifPresent(near ->
                        context.error(
                                "endpoint",
                                "endpoint_name is \""
                                        + fields.text("endpoint_name").orElseThrow()
                                        + "\", which no file declares; did you mean \""
                                        + near
                                        + "\"?",
                                List.of("endpoint_name")));
    }

    private static String letters(String name) {
        return name.replaceAll("[0-9]", "");
    }

    private void traffic(CompileContext context, Fields fields) {
        String endpoint = fields.text("name").orElseThrow();
        List<String> names = reach.deployments(endpoint);
        Optional<Fields> declared = EndpointCompiler.traffic(context, fields);
        declared.ifPresent(traffic -> checkNames(context, traffic, names));
        Optional<Fields> spec =
                declared.or(() ->
                        names.size() == 1
                                ? Optional.of(initial(names.getFirst()))
                                : Optional.empty());
        spec.ifPresent(traffic -> add(context, new ResourceId(Kind.TRAFFIC, endpoint), traffic));
        if (spec.isEmpty() && names.size() > 1) {
            problems.add(
                    Problem.warning(
                            document.path(),
                            document.position(),
                            "traffic",
                            "online-endpoint/"
                                    + endpoint
                                    + " has "
                                    + names.size()
                                    + " deployments and declares no traffic, so traffic is left as it is; declare `traffic`"));
        }
    }

    /// Traffic that nobody declared goes to the only deployment when it is created, and is left
    /// alone afterwards.
    private static Fields initial(String deployment) {
        return new Fields(Map.of("initial_traffic", new Fields(Map.of(deployment, Num.of(100)))));
    }

    private static void checkNames(CompileContext context, Fields traffic, List<String> names) {
        for (String map : List.of("traffic", "mirror_traffic")) {
            for (Map.Entry<String, Value> weight : traffic.fields(map).fields().entrySet()) {
                boolean named =
                        weight.getValue() instanceof Num(var share, _) && share.signum() > 0;
                if (named && !names.contains(weight.getKey())) {
                    String known =
                            names.isEmpty() ? "it has none" : "it has " + String.join(", ", names);
                    context.error(
                            "traffic",
                            map
                                    + " names the deployment \""
                                    + weight.getKey()
                                    + "\", which no file declares for this endpoint; "
                                    + known,
                            List.of(map, weight.getKey()));
                }
            }
        }
    }
}
