package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.resource.VersionedId;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The files below `resources/` and `runs/`.
final class ResourceJson {
    private ResourceJson() {}

    static byte[] write(AppliedResource resource) {
        ObjectNode object = LedgerJson.object();
        object.put("id", resource.id().toString());
        object.put("path", resource.path());
        object.put("commit", resource.commit());
        resource.version().ifPresent(version -> object.put("version", version));
        if (!resource.named()) {
            object.put("named", false);
        }
        resource.shipped().ifPresent(from -> LedgerJson.put(object, "shipped_from", from));
        object.put("declared", resource.declared().value());
        object.put("digest", resource.digest().value());
        ObjectNode resolutions = object.putObject("resolutions");
        new TreeMap<>(resource.resolutions())
                .forEach((reference, asset) ->
                        resolutions
                                .putObject(reference)
                                .put("id", asset.id().toString())
                                .put("version", asset.version()));
        // Sorted, because the order in which a mapping is written means nothing.
        object.set("spec", LedgerJson.sorted(ValueJson.write(resource.spec())));
        return LedgerJson.write(object);
    }

    /// @throws IllegalArgumentException when the node is not what [#write(AppliedResource)] writes
    static AppliedResource readResource(JsonNode node) {
        Map<String, VersionedId> resolutions = new TreeMap<>();
        node.path("resolutions")
                .properties()
                .forEach(entry ->
                        resolutions.put(
                                entry.getKey(),
                                new VersionedId(
                                        ResourceId.parse(LedgerJson.text(entry.getValue(), "id")),
                                        LedgerJson.text(entry.getValue(), "version"))));
        return new AppliedResource(
                ResourceId.parse(LedgerJson.text(node, "id")),
                LedgerJson.text(node, "path"),
                LedgerJson.text(node, "commit"),
                ValueJson.readFields(node.path("spec")),
                new Digest(LedgerJson.text(node, "declared")),
                new Digest(LedgerJson.text(node, "digest")),
                LedgerJson.optionalText(node, "version"),
                resolutions,
                node.path("named").asBoolean(true),
                LedgerJson.shippedFrom(node, "shipped_from"));
    }

    /// What reading it back gives, but for the order of keys, which means nothing.
    static AppliedResource asRead(AppliedResource resource) {
        return resource.withSpec(resource.spec().mapLeaves(ValueJson::asRead));
    }

    static byte[] write(JobSuccess success) {
        ObjectNode object = LedgerJson.object();
        object.put("digest", success.digest().value());
        object.put("job", success.job().toString());
        object.put("run", success.run());
        LedgerJson.putVersions(object, "registered", success.registered());
        if (!success.digests().isEmpty()) {
            ObjectNode digests = object.putObject("digests");
            new TreeMap<>(success.digests())
                    .forEach((asset, digest) -> digests.put(asset.toString(), digest.value()));
        }
        LedgerJson.put(object, "environment_lock", success.environmentLock());
        return LedgerJson.write(object);
    }

    /// @throws IllegalArgumentException when the node is not what [#write(JobSuccess)] writes
    static JobSuccess readSuccess(JsonNode node) {
        Map<ResourceId, Digest> digests = new TreeMap<>();
        node.path("digests")
                .properties()
                .forEach(entry ->
                        digests.put(
                                ResourceId.parse(entry.getKey()),
                                new Digest(entry.getValue().asString())));
        return new JobSuccess(
                ResourceId.parse(LedgerJson.text(node, "job")),
                new Digest(LedgerJson.text(node, "digest")),
                LedgerJson.text(node, "run"),
                LedgerJson.versions(node, "registered"),
                digests,
                LedgerJson.texts(node, "environment_lock"));
    }
}
