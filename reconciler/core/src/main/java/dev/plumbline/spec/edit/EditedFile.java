package dev.plumbline.spec.edit;

import dev.plumbline.spec.problem.Position;
import java.util.List;

/// A file of a commit with one value set.
///
/// @param at where the value stands
/// @param before the value as it was
/// @param workspaces all those that the value is for, by their short names
@SuppressWarnings("ArrayRecordComponent")
public record EditedFile(
        String path,
        Position at,
        String before,
        String after,
        byte[] content,
        List<String> workspaces) {
    public EditedFile {
        workspaces = List.copyOf(workspaces);
    }

    /// `fraud/blue.yml:3`.
    public String place() {
        return path + ":" + at.line();
    }
}
