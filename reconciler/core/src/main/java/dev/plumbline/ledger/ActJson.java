package dev.plumbline.ledger;

import dev.plumbline.plan.Approval;
import dev.plumbline.plan.Subject;
import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `act.json`, and the files of the approvals that stand.
final class ActJson {
    private ActJson() {}

    static byte[] write(String workspace, Act act, Optional<String> sourceAuthor) {
        ObjectNode object = LedgerJson.object();
        object.put("format", HeaderJson.FORMAT);
        object.put("workspace", workspace);
        object.put("act", act.kind().word());
        object.put("by", act.by());
        object.put("source_commit", act.source().commit());
        sourceAuthor.ifPresent(author -> object.put("source_author", author));
        act.comment().ifPresent(comment -> object.put("comment", comment));
        var subjects = object.putArray("subjects");
        act.subjects().forEach(subject -> put(subjects.addObject(), subject));
        if (!act.suspensions().isEmpty()) {
            var suspensions = object.putArray("suspensions");
            act.suspensions().forEach(each -> StandingJson.put(suspensions.addObject(), each));
        }
        if (!act.undos().isEmpty()) {
            var undos = object.putArray("undos");
            act.undos().forEach(each -> StandingJson.put(undos.addObject(), each));
        }
        return LedgerJson.write(object);
    }

    static void put(ObjectNode node, Subject subject) {
        node.put("action", subject.action())
                .put("id", subject.id().toString())
                .put("meaning", subject.meaning().value());
    }

    /// An act as it was read.
    record Read(String workspace, Act act, Optional<String> sourceAuthor) {}

    /// @throws IllegalArgumentException when the node is not what [#write] writes
    /// @throws LedgerException when a newer Plumbline wrote it
    static Read read(JsonNode node) {
        String workspace = HeaderJson.requireKnownFormat(node);
        String kind = LedgerJson.text(node, "act");
        List<Subject> subjects = new ArrayList<>();
        node.path("subjects").forEach(each -> subjects.add(subject(each)));
        List<Suspension> suspensions = new ArrayList<>();
        node.path("suspensions")
                .forEach(each -> suspensions.add(StandingJson.readSuspension(each)));
        List<Undo> undos = new ArrayList<>();
        node.path("undos").forEach(each -> undos.add(StandingJson.readUndo(each)));
        return new Read(
                workspace,
                new Act(
                        Act.Kind.ofWord(kind)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "\"" + kind + "\" is no act; upgrade Plumbline")),
                        LedgerJson.text(node, "by"),
                        new Revision(LedgerJson.text(node, "source_commit")),
                        LedgerJson.optionalText(node, "comment"),
                        subjects,
                        suspensions,
                        undos),
                LedgerJson.optionalText(node, "source_author"));
    }

    static Subject subject(JsonNode node) {
        return new Subject(
                ResourceId.parse(LedgerJson.text(node, "id")),
                LedgerJson.text(node, "action"),
                new Digest(LedgerJson.text(node, "meaning")));
    }

    static byte[] writeApproval(Subject subject, String by) {
        ObjectNode object = LedgerJson.object();
        object.put("by", by);
        put(object, subject);
        return LedgerJson.write(object);
    }

    static Approval readApproval(JsonNode node) {
        return new Approval(LedgerJson.text(node, "by"), LedgerJson.text(node, "action"));
    }
}
