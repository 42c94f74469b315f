package dev.plumbline.ledger;

import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `release.json` and `intent.json`.
final class HeaderJson {
    /// The version of the tree's layout and of its files. A reader refuses newer ones: it would
    /// drop what it does not know.
    static final int FORMAT = 1;

    private HeaderJson() {}

    static byte[] write(Header header) {
        ObjectNode object = LedgerJson.object();
        object.put("format", FORMAT);
        object.put("workspace", header.workspace());
        object.put("source_commit", header.source().commit());
        header.sourceAuthor().ifPresent(author -> object.put("source_author", author));
        header.specs().ifPresent(specs -> object.put("specs_digest", specs.value()));
        object.put("plan_digest", header.plan().value());
        object.put("trigger", header.trigger());
        object.put("outcome", header.outcome().word());
        LedgerJson.put(object, "approved_by", header.approvedBy());
        ObjectNode counts = object.putObject("counts");
        header.counts().forEach(counts::put);
        // One at a time, while they are written: there may be very many.
        object.putPOJO("changes", header.changes().stream().map(HeaderJson::change).iterator());
        if (!header.begun().isEmpty()) {
            LedgerJson.put(
                    object,
                    "begun",
                    header.begun().stream().sorted().map(ResourceId::toString).toList());
        }
        header.shippedFrom().ifPresent(from -> LedgerJson.put(object, "shipped_from", from));
        return LedgerJson.write(object);
    }

    private static ObjectNode change(ChangeRecord change) {
        ObjectNode each = LedgerJson.object();
        each.put("action", change.action())
                .put("id", change.id().toString())
                .put("reason", change.reason());
        change.partOf().ifPresent(id -> each.put("part_of", id.toString()));
        change.outcome().ifPresent(outcome -> write(each, outcome));
        return each;
    }

    private static void write(ObjectNode change, ChangeOutcome outcome) {
        change.put("outcome", outcome.word());
        outcome.gotVersion().ifPresent(version -> change.put("version", version));
        outcome.why().ifPresent(why -> change.put("why", why));
    }

    /// @throws IllegalArgumentException when the node is not what [#write(Header)] writes
    /// @throws LedgerException when a newer Plumbline wrote it
    static Header read(JsonNode node) {
        String workspace = requireKnownFormat(node);
        String outcome = LedgerJson.text(node, "outcome");
        return new Header(
                workspace,
                new Revision(LedgerJson.text(node, "source_commit")),
                LedgerJson.optionalText(node, "source_author"),
                LedgerJson.optionalText(node, "specs_digest").map(Digest::new),
                new Digest(LedgerJson.text(node, "plan_digest")),
                LedgerJson.text(node, "trigger"),
                ReleaseOutcome.ofWord(outcome)
                        .orElseThrow(() ->
                                new IllegalArgumentException("\"" + outcome + "\" is no outcome")),
                LedgerJson.texts(node, "approved_by"),
                changes(node),
                LedgerJson.texts(node, "begun").stream()
                        .map(ResourceId::parse)
                        .collect(Collectors.toSet()),
                LedgerJson.shippedFrom(node, "shipped_from"));
    }

    /// @return the workspace that a file says it is of
    /// @throws LedgerException when a newer Plumbline wrote it
    static String requireKnownFormat(JsonNode node) {
        int format = node.path("format").asInt(0);
        String workspace = LedgerJson.text(node, "workspace");
        if (format > FORMAT) {
            throw new LedgerException(
                    "the ledger of workspace \"%s\" is in format %d, written by a newer Plumbline; this one reads up to %d: upgrade it"
                            .formatted(workspace, format, FORMAT));
        }
        return workspace;
    }

    private static List<ChangeRecord> changes(JsonNode node) {
        List<ChangeRecord> changes = new ArrayList<>();
        for (JsonNode each : node.path("changes")) {
            changes.add(
                    new ChangeRecord(
                            LedgerJson.text(each, "action"),
                            ResourceId.parse(LedgerJson.text(each, "id")),
                            LedgerJson.text(each, "reason"),
                            outcome(each),
                            LedgerJson.optionalText(each, "part_of").map(ResourceId::parse)));
        }
        return List.copyOf(changes);
    }

    private static Optional<ChangeOutcome> outcome(JsonNode change) {
        return LedgerJson.optionalText(change, "outcome")
                .map(word ->
                        ChangeOutcome.of(
                                word,
                                LedgerJson.optionalText(change, "version"),
                                LedgerJson.optionalText(change, "why")));
    }
}
