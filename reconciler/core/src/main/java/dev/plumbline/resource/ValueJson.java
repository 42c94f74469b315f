package dev.plumbline.resource;

import dev.plumbline.resource.Value.Bool;
import dev.plumbline.resource.Value.Content;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.resource.Value.Null;
import dev.plumbline.resource.Value.Num;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.Value.Resolved;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.resource.Value.Unknown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values as JSON: what is stored in releases and databases, and the canonical text that digests
/// are computed over.
///
/// What JSON has no word for is an object with one key: `$content` (files, without their list
/// unless asked for), `$resolved` (one version of an asset), `$reference` and `$unknown`.
public final class ValueJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ValueJson() {}

    /// The value as JSON, keys in the order written, contents without their list of files.
    public static JsonNode write(Value value) {
        return write(value, false);
    }

    /// As [#write(Value)], with the files of contents, for a reader that has to fetch them.
    public static JsonNode writeWithFiles(Value value) {
        return write(value, true);
    }

    private static JsonNode write(Value value, boolean withFiles) {
        return switch (value) {
            case Text(var text) -> NODES.stringNode(text);
            case Bool(var bool) -> NODES.booleanNode(bool);
            case Num(var number, _) -> number(number);
            case Null _ -> NODES.nullNode();
            case Items(var items) -> {
                var array = NODES.arrayNode();
                items.forEach(item -> array.add(write(item, withFiles)));
                yield array;
            }
            case Fields(var fields) -> {
                ObjectNode object = NODES.objectNode();
                fields.forEach((key, item) -> object.set(key, write(item, withFiles)));
                yield object;
            }
            case Content content -> content(content, withFiles);
            case Resolved(var asset, var digest) -> {
                ObjectNode object = NODES.objectNode();
                object.put("id", asset.id().toString()).put("version", asset.version());
                digest.ifPresent(known -> object.put("digest", known.value()));
                yield NODES.objectNode().set("$resolved", object);
            }
            case Reference(var text, var target, _) ->
                    NODES.objectNode()
                            .set(
                                    "$reference",
                                    NODES.objectNode()
                                            .put("text", text)
                                            .put("target", target.toString()));
            case Unknown(var producer, var what) ->
                    NODES.objectNode()
                            .set(
                                    "$unknown",
                                    NODES.objectNode()
                                            .put("producer", producer.toString())
                                            .put("what", what));
        };
    }

    private static JsonNode number(BigDecimal number) {
        boolean integer = number.scale() <= 0;
        return integer ? NODES.numberNode(number.toBigInteger()) : NODES.numberNode(number);
    }

    private static JsonNode content(Content content, boolean withFiles) {
        ObjectNode object = NODES.objectNode();
        object.put("path", content.path()).put("digest", content.digest().value());
        if (withFiles) {
            var files = object.putArray("files");
            for (var file : content.files()) {
                files.addObject()
                        .put("path", file.path())
                        .put("blob", file.blob())
                        .put("executable", file.executable());
            }
        }
        return NODES.objectNode().set("$content", object);
    }

    /// Reads what [#write(Value)] wrote. A `$reference` comes back as text, since only a spec can
    /// be resolved again.
    public static Value read(JsonNode node) {
        if (node.isObject()) {
            return readObject(node);
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(read(item)));
            return new Items(items);
        }
        if (node.isNumber()) {
            return new Num(node.decimalValue());
        }
        if (node.isBoolean()) {
            return new Bool(node.booleanValue());
        }
        return node.isNull() ? Null.NULL : new Text(node.asString());
    }

    /// What [#read] gives for what [#write(Value)] writes of a leaf; itself where that is the same.
    public static Value asRead(Value leaf) {
        return switch (leaf) {
            case Content(var path, var digest, var files) when !files.isEmpty() ->
                    new Content(path, digest, List.of());
            case Num(var number, var written) when !written.equals(number.toPlainString()) ->
                    new Num(number);
            case Reference(var text, _, _) -> new Text(text);
            case Value _ -> leaf;
        };
    }

    /// Reads an object; anything else is an error of whoever stored it.
    ///
    /// @throws IllegalArgumentException when the node is no object
    public static Fields readFields(JsonNode node) {
        if (read(node) instanceof Fields fields) {
            return fields;
        }
        throw new IllegalArgumentException("expected a JSON object, found " + node.getNodeType());
    }

    private static Value readObject(JsonNode node) {
        if (node.size() == 1) {
            if (node.has("$content")) {
                JsonNode content = node.path("$content");
                List<Value.ContentFile> files = new ArrayList<>();
                content.path("files")
                        .forEach(file ->
                                files.add(
                                        new Value.ContentFile(
                                                file.path("path").asString(),
                                                file.path("blob").asString(),
                                                file.path("executable").asBoolean())));
                return new Content(
                        content.path("path").asString(),
                        new Digest(content.path("digest").asString()),
                        files);
            }
            if (node.has("$resolved")) {
                JsonNode resolved = node.path("$resolved");
                Optional<Digest> digest = resolved.path("digest").asStringOpt().map(Digest::new);
                return new Resolved(
                        new VersionedId(
                                ResourceId.parse(resolved.path("id").asString()),
                                resolved.path("version").asString()),
                        digest);
            }
            if (node.has("$reference")) {
                JsonNode reference = node.path("$reference");
                return new Text(reference.path("text").asString());
            }
            if (node.has("$unknown")) {
                JsonNode unknown = node.path("$unknown");
                return new Unknown(
                        ResourceId.parse(unknown.path("producer").asString()),
                        unknown.path("what").asString());
            }
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        node.properties().forEach(entry -> fields.put(entry.getKey(), read(entry.getValue())));
        return new Fields(fields);
    }

    /// The text that a digest is computed over: keys sorted, no blanks, contents by digest alone,
    /// and a resolved reference by what the version means, so that equal content under another
    /// version number is equal here.
    public static String canonical(Value value) {
        return JSON.writeValueAsString(write(canonicalValue(value)));
    }

    private static Value canonicalValue(Value value) {
        return switch (value) {
            case Fields(var fields) -> {
                Map<String, Value> sorted = new TreeMap<>();
                fields.forEach((key, item) -> sorted.put(key, canonicalValue(item)));
                yield new Fields(new LinkedHashMap<>(sorted));
            }
            case Items(var items) ->
                    new Items(items.stream().map(ValueJson::canonicalValue).toList());
            case Content(_, var digest, _) -> new Text("content " + digest);
            case Resolved(var asset, var digest) ->
                    new Text("asset " + digest.map(Digest::value).orElseGet(asset::toString));
            case Text _, Bool _, Num _, Null _, Reference _, Unknown _ -> value;
        };
    }
}
