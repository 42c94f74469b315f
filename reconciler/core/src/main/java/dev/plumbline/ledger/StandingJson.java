package dev.plumbline.ledger;

import dev.plumbline.plan.Subject;
import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The suspensions and undos that stand, as files and as parts of `act.json`.
final class StandingJson {
    private StandingJson() {}

    static byte[] write(Suspension suspension) {
        ObjectNode object = LedgerJson.object();
        put(object, suspension);
        return LedgerJson.write(object);
    }

    static void put(ObjectNode node, Suspension suspension) {
        node.put("id", suspension.id().toString())
                .put("by", suspension.by())
                .put("until", suspension.until().toString());
        suspension.reason().ifPresent(why -> node.put("reason", why));
    }

    /// @throws IllegalArgumentException when the node is not what [#write] writes
    static Suspension readSuspension(JsonNode node) {
        return new Suspension(
                ResourceId.parse(LedgerJson.text(node, "id")),
                LedgerJson.text(node, "by"),
                moment(LedgerJson.text(node, "until")),
                LedgerJson.optionalText(node, "reason"));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no moment", e);
        }
    }

    static byte[] write(Undo undo) {
        ObjectNode object = LedgerJson.object();
        put(object, undo);
        return LedgerJson.write(object);
    }

    static void put(ObjectNode node, Undo undo) {
        node.put("endpoint", undo.endpoint().toString()).put("by", undo.by());
        undo.reason().ifPresent(why -> node.put("reason", why));
        node.put("specs", undo.specs().value());
        undo.from().ifPresent(release -> node.put("from", release));
        node.put("from_commit", undo.fromCommit())
                .put("to", undo.to())
                .put("to_commit", undo.toCommit());
        var undoes = node.putArray("undoes");
        undo.undoes().forEach(each -> ActJson.put(undoes.addObject(), each));
        var restores = node.putArray("restores");
        undo.restores().forEach(each -> ActJson.put(restores.addObject(), each));
    }

    /// @throws IllegalArgumentException when the node is not what [#write] writes
    static Undo readUndo(JsonNode node) {
        return new Undo(
                ResourceId.parse(LedgerJson.text(node, "endpoint")),
                LedgerJson.text(node, "by"),
                LedgerJson.optionalText(node, "reason"),
                new Digest(LedgerJson.text(node, "specs")),
                LedgerJson.optionalText(node, "from"),
                LedgerJson.text(node, "from_commit"),
                LedgerJson.text(node, "to"),
                LedgerJson.text(node, "to_commit"),
                subjects(node.path("undoes")),
                subjects(node.path("restores")));
    }

    private static List<Subject> subjects(JsonNode nodes) {
        List<Subject> subjects = new ArrayList<>();
        nodes.forEach(each -> subjects.add(ActJson.subject(each)));
        return subjects;
    }
}
