package dev.plumbline.agent.api;

import java.util.List;

/// Something to know of a resource that no sync will change.
///
/// @param path where the resource is declared
/// @param state `ignored`: its fields differ and are left as they are; `elsewhere`: another
///   workspace does it; `stalled`: a person has to act first
/// @param message why, and what to do
/// @param fields what differs
public record NoteView(
        String id, String path, String state, String message, List<FieldView> fields) {
    public NoteView {
        fields = List.copyOf(fields);
    }
}
