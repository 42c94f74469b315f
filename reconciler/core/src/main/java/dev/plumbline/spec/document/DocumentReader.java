package dev.plumbline.spec.document;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.Tokens;
import dev.plumbline.spec.yaml.YamlDocument;
import dev.plumbline.spec.yaml.YamlException;
import dev.plumbline.spec.yaml.YamlReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Reads one file: tokens, YAML, kind, overrides, schema, in this order.
public final class DocumentReader {
    private DocumentReader() {}

    /// Reads a file for a workspace.
    ///
    /// @param tokens replaced in the text before it is parsed
    /// @param overrides applied to the values before they are checked; may return what it was given
    /// @return empty when the file holds no document
    /// @throws YamlException when the file is no YAML; [#template] tells whether that is a mistake
    public static Optional<Document> read(
            String path, byte[] bytes, Map<String, String> tokens, UnaryOperator<Fields> overrides)
            throws YamlException {
        List<YamlDocument> documents =
                YamlReader.readAll(
                        withTokens(bytes, tokens)
                                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                                .orElse(bytes));
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        YamlDocument yaml = documents.getFirst();
        Fields fields = Document.mapping(yaml.value());
        DocumentClass detected = KindDetector.detect(path, fields);
        Fields given = detected instanceof DocumentClass.Spec ? overrides.apply(fields) : fields;
        DocumentClass documentClass = agreed(detected, given);
        Fields effective =
                documentClass instanceof DocumentClass.Spec(var kind)
                        ? Spelling.of(kind, given)
                        : given;
        List<Problem> problems = new ArrayList<>(problems(path, detected, yaml, effective));
        second(path, documents).ifPresent(problems::add);
        return Optional.of(new Document(path, documentClass, yaml, effective, problems));
    }

    /// What is wrong with a file that holds a spec and another document: `az ml` reads none of
    /// them.
    private static Optional<Problem> second(String path, List<YamlDocument> documents) {
        boolean hasSpec =
                documents.size() > 1
                        && documents.stream()
                                .map(each -> Document.mapping(each.value()))
                                .map(fields -> KindDetector.detect(path, fields))
                                .anyMatch(each -> !(each instanceof DocumentClass.NotASpec));
        return hasSpec
                ? Optional.of(
                        Problem.error(
                                path,
                                documents.get(1).position(List.of()),
                                "yaml",
                                "a second document begins here, and a file holds one spec; move it to a file of its own"))
                : Optional.empty();
    }

    private static DocumentClass agreed(DocumentClass detected, Fields fields) {
        return detected instanceof DocumentClass.Spec(var kind)
                ? new DocumentClass.Spec(KindAgreement.other(kind, fields).orElse(kind))
                : detected;
    }

    /// The warning about a file that still holds a token and may be no YAML for want of its value:
    /// that is no mistake of its author.
    public static Optional<Problem> template(
            String path, byte[] bytes, Map<String, String> tokens) {
        return withTokens(bytes, tokens).flatMap(Tokens::first).map(found -> template(path, found));
    }

    /// The text with its tokens replaced; empty when it holds none, or is no UTF-8, which the
    /// reader of YAML tells better.
    private static Optional<String> withTokens(byte[] bytes, Map<String, String> tokens) {
        if (!mayHoldToken(bytes)) {
            return Optional.empty();
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(Tokens.replace(text, tokens));
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// Whether two braces stand somewhere that begin no expression of Azure ML, `${{`.
    private static boolean mayHoldToken(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == '{' && bytes[i + 1] == '{' && (i == 0 || bytes[i - 1] != '$')) {
                return true;
            }
        }
        return false;
    }

    private static List<Problem> problems(
            String path, DocumentClass documentClass, YamlDocument yaml, Fields fields) {
        return switch (documentClass) {
            case DocumentClass.NotASpec _ -> List.of();
            case DocumentClass.Recognised(var what) ->
                    List.of(unmanaged(path, yaml, "a \"" + what + "\" document"));
            case DocumentClass.Misspelt(var segment, var suggestion) ->
                    List.of(
                            Problem.error(
                                    path,
                                    yaml.position(List.of("$schema")),
                                    "kind",
                                    "\""
                                            + segment
                                            + "\" in $schema is no kind of spec"
                                            + suggestion
                                                    .map(near -> "; did you mean \"" + near + "\"?")
                                                    .orElse("")));
            case DocumentClass.Spec(var kind) ->
                    Leftover.in(fields).stream()
                            .findFirst()
                            .map(token -> List.of(template(path, token.in(yaml))))
                            .orElseGet(() -> check(path, kind, yaml, fields));
        };
    }

    private static Problem unmanaged(String path, YamlDocument yaml, String what) {
        return Problem.warning(
                path,
                yaml.position(List.of("$schema")),
                "unmanaged",
                what + " is known, but this version does not apply it; it is left alone");
    }

    private static Problem template(String path, Tokens.Found found) {
        return Problem.warning(
                path,
                new Position(found.line(), 1),
                "template",
                "{{"
                        + found.name()
                        + "}} has no value, so the file is not applied; give it one under"
                        + " workspaces[].tokens in plumbline.yml");
    }

    static List<Problem> check(String path, SpecKind kind, YamlDocument yaml, Fields fields) {
        if (KindAgreement.isBroken(kind, fields)) {
            return disagreement(path, kind, yaml, fields);
        }
        List<Problem> problems = new ArrayList<>();
        for (SchemaFault fault : SchemaCheck.check(kind, ValueJson.write(fields))) {
            Position position =
                    fault.atKey() ? yaml.keyPosition(fault.path()) : yaml.position(fault.path());
            problems.add(
                    placeholder(fields, fault.path())
                            .map(text -> template(path, position, text))
                            .orElseGet(() ->
                                    new Problem(
                                            path,
                                            position,
                                            fault.severity(),
                                            fault.code(),
                                            fault.message())));
        }
        if (problems.stream().noneMatch(Problem::isError)) {
            missing(kind, fields).stream()
                    .findFirst()
                    .ifPresent(key -> problems.add(partial(path, kind, key)));
            if (!kind.isApplied() && !kind.isContent()) {
                problems.add(unmanaged(path, yaml, kind.phrase()));
            }
        }
        problems.sort(null);
        return problems;
    }

    /// `$schema` and `type` say different things: a document that is whole as what `type` says is
    /// taken for it; of any other, what its schema would tell is not worth telling.
    private static List<Problem> disagreement(
            String path, SpecKind declared, YamlDocument yaml, Fields fields) {
        String type = "type is \"" + fields.text("type").orElse("") + "\"";
        Optional<SpecKind> other = KindAgreement.other(declared, fields);
        if (other.isEmpty()) {
            return List.of(
                    Problem.error(
                            path,
                            yaml.position(List.of("type")),
                            "kind",
                            type
                                    + ", but $schema says "
                                    + declared.phrase()
                                    + "; make the two agree"));
        }
        List<Problem> problems = new ArrayList<>(check(path, other.get(), yaml, fields));
        problems.add(
                Problem.warning(
                        path,
                        yaml.position(List.of("$schema")),
                        "kind",
                        "$schema says "
                                + declared.phrase()
                                + ", but "
                                + type
                                + ", so this is taken for "
                                + other.get().phrase()
                                + "; let $schema name \""
                                + other.get().schema()
                                + "\""));
        problems.sort(null);
        return problems;
    }

    /// What is to be replaced in the value at a place.
    static Optional<String> placeholder(Fields fields, List<String> at) {
        Value value = fields;
        for (String key : at) {
            value =
                    value instanceof Fields mapping
                            ? mapping.get(key).orElse(Value.Null.NULL)
                            : Value.Null.NULL;
        }
        return value instanceof Value.Text(var text) ? Placeholder.in(text) : Optional.empty();
    }

    private static Problem template(String path, Position position, String placeholder) {
        return Problem.warning(
                path,
                position,
                "template",
                placeholder
                        + " is a placeholder, so the file is not applied; write the value, or give it under"
                        + " workspaces[].set in plumbline.yml");
    }

    private static Problem partial(String path, SpecKind kind, String key) {
        return Problem.warning(
                path,
                Position.START,
                "partial",
                "\""
                        + key
                        + "\" is missing, so "
                        + kind.phrase()
                        + " is not applied; add it here, or under"
                        + " workspaces[].set in plumbline.yml as scripts do with --set");
    }

    /// The keys that scripts would pass on the command line. A container of one's own needs no
    /// model.
    static List<String> missing(SpecKind kind, Fields fields) {
        return SchemaFiles.at(SchemaFiles.BASE + kind.schema() + ".schema.json#")
                .path("x-plumbline-partial")
                .valueStream()
                .map(each -> each.asString(""))
                .filter(key -> !isGiven(fields, key))
                .filter(key -> !key.equals("model") || !isGiven(fields, "environment"))
                .toList();
    }

    private static boolean isGiven(Fields fields, String key) {
        return fields.get(key).filter(value -> !(value instanceof Value.Null)).isPresent();
    }
}
