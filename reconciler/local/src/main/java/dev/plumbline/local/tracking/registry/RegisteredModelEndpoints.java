package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.MlflowJson;
import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Routes;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.store.Transactions;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's `registered-models/…`.
record RegisteredModelEndpoints(Transactions store, Registry registry, InstantSource clock) {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final int LONGEST_NAME = 255;
    private static final Pattern ALIAS = Pattern.compile("[\\w-]{1,255}");
    private static final Pattern RESERVED_ALIAS = Pattern.compile("(?i)latest|v\\d+");

    void mount(Routes routes) {
        routes.write("POST", "registered-models/create", this::create);
        routes.read("GET", "registered-models/get", this::get);
        routes.read("GET", "registered-models/search", this::search);
        routes.write("PATCH", "registered-models/update", this::update);
        routes.write("POST", "registered-models/rename", this::rename);
        routes.write("DELETE", "registered-models/delete", this::delete);
        routes.read("GET", "registered-models/get-latest-versions", this::latest);
        routes.read("POST", "registered-models/get-latest-versions", this::latest);
        routes.write("POST", "registered-models/set-tag", this::setTag);
        routes.write("DELETE", "registered-models/delete-tag", this::deleteTag);
        routes.write("POST", "registered-models/alias", this::setAlias);
        routes.write("DELETE", "registered-models/alias", this::deleteAlias);
        routes.read("GET", "registered-models/alias", this::ofAlias);
    }

    private ObjectNode create(MlflowRequest request) {
        String workspace = registry.workspace(request);
        String name = name(request.required("name"));
        List<KeyValue> tags = request.tags("tags");
        return store.write(handle -> {
            new ModelAccess(handle, workspace).checkNew(request);
            new ModelTable(handle, workspace)
                    .create(name, request.text("description").orElse(""), tags, clock.millis());
            return wrapped(handle, workspace, name);
        });
    }

    private ObjectNode get(MlflowRequest request) {
        String workspace = registry.workspace(request);
        return store.read(handle -> wrapped(handle, workspace, request.required("name")));
    }

    private ObjectNode search(MlflowRequest request) {
        String workspace = registry.workspace(request);
        return store.read(handle ->
                MlflowJson.page(
                        "registered_models",
                        new ModelTable(handle, workspace)
                                .search(
                                        request.text("filter").orElse(""),
                                        request.texts("order_by"),
                                        request.window(USUAL, MOST))
                                .map(new RegistryJson(handle, workspace)::model)));
    }

    private ObjectNode update(MlflowRequest request) {
        String description = request.text("description").orElse("");
        return change(
                request, (models, name) -> models.describe(name, description, clock.millis()));
    }

    private ObjectNode rename(MlflowRequest request) {
        String workspace = registry.workspace(request);
        String name = request.required("name");
        String newName = name(request.required("new_name"));
        undeclared(workspace, name, "renamed; rename it there, with `moved` in plumbline.yml");
        store.write(handle -> {
            ModelTable models = new ModelTable(handle, workspace);
            new ModelAccess(handle, workspace).check(request, models.get(name).name());
            models.rename(name, newName);
            return name;
        });
        registry.assets(workspace)
                .rename(new ResourceId(Kind.MODEL, name), new ResourceId(Kind.MODEL, newName));
        return store.read(handle -> wrapped(handle, workspace, newName));
    }

    private ObjectNode delete(MlflowRequest request) {
        String workspace = registry.workspace(request);
        String name = request.required("name");
        undeclared(workspace, name, "deleted; remove its spec");
        store.write(handle -> {
            ModelTable models = new ModelTable(handle, workspace);
            new ModelAccess(handle, workspace).check(request, models.get(name).name());
            models.delete(name, clock.millis());
            return name;
        });
        registry.assets(workspace).archive(new ResourceId(Kind.MODEL, name));
        return MlflowJson.object();
    }

    private void undeclared(String workspace, String name, String what) {
        if (registry.isDeclared(workspace, name)) {
            throw TrackingException.invalid(
                    "the model \"%s\" is declared in Git, so it cannot be %s"
                            .formatted(name, what));
        }
    }

    private ObjectNode latest(MlflowRequest request) {
        String workspace = registry.workspace(request);
        String name = request.required("name");
        List<String> stages = request.texts("stages").stream().map(Stage::canonical).toList();
        return store.read(handle -> {
            RegistryJson json = new RegistryJson(handle, workspace);
            ObjectNode answer = MlflowJson.object();
            ArrayNode versions = answer.putArray("model_versions");
            json.latest(new ModelTable(handle, workspace).get(name).name()).stream()
                    .filter(version -> stages.isEmpty() || stages.contains(version.stage()))
                    .forEach(version -> versions.add(json.version(version)));
            return answer;
        });
    }

    private ObjectNode setTag(MlflowRequest request) {
        KeyValue tag = request.tag();
        return change(request, (models, name) -> models.setTag(name, tag));
    }

    private ObjectNode deleteTag(MlflowRequest request) {
        String key = request.required("key");
        Permission.tag(key);
        return change(request, (models, name) -> models.removeTag(name, key));
    }

    private ObjectNode setAlias(MlflowRequest request) {
        String workspace = registry.workspace(request);
        String alias = alias(request.required("alias"));
        return store.write(handle -> {
            ModelVersion version =
                    new VersionTable(handle, workspace)
                            .get(request.required("name"), request.required("version"));
            new ModelAccess(handle, workspace).check(request, version.name());
            new ModelTable(handle, workspace).setAlias(version.name(), alias, version.version());
            return MlflowJson.object();
        });
    }

    private ObjectNode deleteAlias(MlflowRequest request) {
        String alias = request.required("alias");
        return change(request, (models, name) -> models.removeAlias(name, alias));
    }

    private ObjectNode ofAlias(MlflowRequest request) {
        String workspace = registry.workspace(request);
        String name = request.required("name");
        String alias = request.required("alias");
        return store.read(handle -> {
            ModelTable models = new ModelTable(handle, workspace);
            String version =
                    models.aliases(models.get(name).name()).stream()
                            .filter(each -> each.key().equals(alias))
                            .findFirst()
                            .orElseThrow(() ->
                                    TrackingException.invalid(
                                            "Registered model alias %s not found."
                                                    .formatted(alias)))
                            .value();
            return MlflowJson.wrapped(
                    "model_version",
                    new RegistryJson(handle, workspace)
                            .version(new VersionTable(handle, workspace).get(name, version)));
        });
    }

    private ObjectNode change(MlflowRequest request, BiConsumer<ModelTable, String> change) {
        String workspace = registry.workspace(request);
        String name = request.required("name");
        return store.write(handle -> {
            ModelTable models = new ModelTable(handle, workspace);
            new ModelAccess(handle, workspace).check(request, models.get(name).name());
            change.accept(models, name);
            return wrapped(handle, workspace, name);
        });
    }

    private static ObjectNode wrapped(Handle handle, String workspace, String name) {
        return MlflowJson.wrapped(
                "registered_model",
                new RegistryJson(handle, workspace)
                        .model(new ModelTable(handle, workspace).get(name)));
    }

    private static String name(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.matches(".*[/:@].*")) {
            throw TrackingException.invalid(
                    "\"name\" is \"%s\"; a model's name has 1 to %d characters, none of them /, : or @"
                            .formatted(name, LONGEST_NAME));
        }
        return name;
    }

    private static String alias(String alias) {
        if (!ALIAS.matcher(alias).matches() || RESERVED_ALIAS.matcher(alias).matches()) {
            throw TrackingException.invalid(
                    "\"alias\" is \"%s\"; it must be made of letters, digits, - and _, and be neither `latest` nor a version such as v1"
                            .formatted(alias));
        }
        return alias;
    }
}
