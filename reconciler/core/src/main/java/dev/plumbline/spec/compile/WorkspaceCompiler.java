package dev.plumbline.spec.compile;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.repository.TreeFile;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Num;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.spec.check.CommandCheck;
import dev.plumbline.spec.check.PipelineCheck;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.document.DocumentClass;
import dev.plumbline.spec.document.FieldClasses;
import dev.plumbline.spec.document.SpecKind;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Makes the resources of a workspace from its documents.
public final class WorkspaceCompiler {
    private final Contents contents;
    private final Function<String, Optional<Document>> documents;
    private final Map<ResourceId, Resource> resources = new TreeMap<>();
    private final Map<ResourceId, List<Resource>> components = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /// @param documents any document of the repository by its path, for what specs include by path
    /// @param isSpec whether a file is a spec, which no content of code holds
    public WorkspaceCompiler(
            SourceTree tree,
            Function<String, Optional<Document>> documents,
            Predicate<TreeFile> isSpec) {
        this.contents = new Contents(tree, isSpec);
        this.documents = documents;
    }

    /// The resources of the complete documents. Asks [#problems()] for what was wrong.
    public Collection<Resource> compile(Collection<Document> included) {
        Reach reach = new Reach(contents, documents, included);
        included.stream()
                .filter(Document::isSpec)
                .filter(Document::isComplete)
                .forEach(document -> compile(document, reach));
        registerNamedComponents();
        Set<ResourceId> deployments =
                included.stream()
                        .flatMap(document -> deployment(document).stream())
                        .collect(Collectors.toSet());
        included.stream()
                .filter(Document::isComplete)
                .forEach(document -> traffic(document, reach, deployments));
        return List.copyOf(resources.values());
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void compile(Document document, Reach reach) {
        if (!(document.documentClass() instanceof DocumentClass.Spec(SpecKind kind))) {
            return;
        }
        CompileContext context = new CompileContext(document, reach, problems);
        Fields fields = document.fields().without("$schema");
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
            case COMMAND_COMPONENT -> {
                new CommandCheck(context).check(fields, List.of());
                component(context, fields);
            }
            case COMMAND_JOB -> {
                new CommandCheck(context).check(fields, List.of());
                job(context, fields);
            }
            case PIPELINE_JOB -> {
                new PipelineCheck(context, context::component).check(fields);
                job(context, fields);
            }
            case MANAGED_ONLINE_ENDPOINT, KUBERNETES_ONLINE_ENDPOINT ->
                    add(
                            context,
                            named(Kind.ONLINE_ENDPOINT, fields),
                            EndpointCompiler.endpoint(fields));
            case MANAGED_ONLINE_DEPLOYMENT, KUBERNETES_ONLINE_DEPLOYMENT ->
                    add(
                            context,
                            ResourceId.deployment(
                                    fields.text("endpoint_name").orElseThrow(),
                                    fields.text("name").orElseThrow()),
                            EndpointCompiler.deployment(context, fields));
            case PIPELINE_COMPONENT -> new PipelineCheck(context, context::component).check(fields);
            default -> {}
        }
    }

    private static ResourceId named(Kind kind, Fields fields) {
        return new ResourceId(kind, fields.text("name").orElseThrow());
    }

    private void job(CompileContext context, Fields fields) {
        String path = context.document().path();
        String name = fields.text("name").orElseGet(() -> path.substring(0, path.lastIndexOf('.')));
        add(context, new ResourceId(Kind.JOB, name), new JobCompiler(context).compile(fields));
    }

    /// A component is anonymous until something names it.
    private void component(CompileContext context, Fields fields) {
        Fields compiled = AssetCompiler.command(context, fields, List.of());
        if (fields.text("name").isPresent() && context.isComplete()) {
            ResourceId id = named(Kind.COMPONENT, fields);
            components
                    .computeIfAbsent(id, _ -> new ArrayList<>())
                    .add(resource(context.document(), id, compiled));
        }
    }

    private void registerNamedComponents() {
        resources.values().stream()
                .flatMap(resource -> resource.references().stream())
                .map(Reference::target)
                .distinct()
                .toList()
                .forEach(id -> components.getOrDefault(id, List.of()).forEach(this::put));
    }

    private void add(CompileContext context, ResourceId id, Fields spec) {
        if (context.isComplete()) {
            put(resource(context.document(), id, spec));
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

    private void put(Resource resource) {
        Resource first = resources.putIfAbsent(resource.id(), resource);
        if (first != null) {
            problems.add(
                    Problem.error(
                            resource.source().path(),
                            new Position(resource.source().line(), 1),
                            "duplicate-id",
                            resource.id()
                                    + " is declared here and in "
                                    + first.source()
                                    + "; rename or remove one of them"));
        }
    }

    /// The deployment that a document declares, though it may be wrong in another way: that is one
    /// mistake, not two.
    private static Optional<ResourceId> deployment(Document document) {
        boolean deploys =
                document.documentClass() instanceof DocumentClass.Spec(SpecKind kind)
                        && (kind == SpecKind.MANAGED_ONLINE_DEPLOYMENT
                                || kind == SpecKind.KUBERNETES_ONLINE_DEPLOYMENT);
        Optional<String> endpoint = document.fields().text("endpoint_name");
        Optional<String> name = document.fields().text("name");
        return deploys && endpoint.isPresent() && name.isPresent()
                ? Optional.of(ResourceId.deployment(endpoint.get(), name.get()))
                : Optional.empty();
    }

    private void traffic(Document document, Reach reach, Set<ResourceId> deployments) {
        if (!(document.documentClass() instanceof DocumentClass.Spec(SpecKind kind))
                || kind != SpecKind.MANAGED_ONLINE_ENDPOINT
                        && kind != SpecKind.KUBERNETES_ONLINE_ENDPOINT) {
            return;
        }
        String endpoint = document.fields().text("name").orElseThrow();
        List<String> names =
                deployments.stream()
                        .filter(id -> id.endpoint().equals(endpoint))
                        .map(ResourceId::shortName)
                        .sorted()
                        .toList();
        CompileContext context = new CompileContext(document, reach, problems);
        Optional<Fields> declared = EndpointCompiler.traffic(context, document.fields());
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
                boolean named = weight.getValue() instanceof Num(var share) && share.signum() > 0;
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
