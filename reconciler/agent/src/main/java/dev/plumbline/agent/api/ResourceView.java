package dev.plumbline.agent.api;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One resource, declared and live.
///
/// @param path where it is declared; nothing when it is not declared any more
/// @param fields the declared fields that differ on the platform, from live to declared
/// @param notes what differs and is left as it is
/// @param declared the effective spec as JSON; null when undeclared
/// @param live the declared fields as the platform holds them; null when it holds none
/// @param changedBy who changed it last, when the platform knows
/// @param hold what holds its change first; nothing when none is held
public record ResourceView(
        String workspace,
        String id,
        Optional<String> version,
        String sync,
        String health,
        String message,
        Optional<String> commit,
        Optional<String> path,
        Optional<String> digest,
        Optional<String> changedBy,
        Optional<HoldView> hold,
        List<FieldView> fields,
        List<NoteView> notes,
        JsonNode declared,
        JsonNode live) {
    public ResourceView {
        fields = List.copyOf(fields);
        notes = List.copyOf(notes);
    }
}
