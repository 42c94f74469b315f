package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.UndoView;
import java.util.List;

/// `plumb undo`: what was put back, what is still to come, and how to make it last.
public final class UndoText {
    private UndoText() {}

    public static String render(UndoView undo, Ink ink) {
        StringBuilder out = new StringBuilder();
        out.append(
                "%s in %s/%s %s what commit %s released (undone: commit %s)\n"
                        .formatted(
                                ink.strong(undo.endpoint()),
                                undo.repository(),
                                undo.workspace(),
                                undo.done() ? "is back at" : "goes back to",
                                Words.commit(undo.to()),
                                Words.commit(undo.from())));
        if (!undo.cold().isEmpty()) {
            out.append(ink.attention("not warm: " + cold(undo.cold()))).append('\n');
        }
        undo.faults()
                .forEach(fault ->
                        out.append(ink.attention("failed, tried again: " + fault)).append('\n'));
        return out.append("edits of it are left alone until ")
                .append(Words.time(undo.until()))
                .append("; commits that leave it as it is do not take it back\n")
                .append("make it last: ")
                .append(undo.command())
                .append(", and push")
                .append(
                        undo.proposed()
                                ? "; or merge the pull request that is being opened, which takes the workspace back to commit %s\n"
                                        .formatted(Words.commit(undo.to()))
                                : "\n")
                .append("take it back: plumb resume ")
                .append(undo.endpoint())
                .append('\n')
                .toString();
    }

    private static String cold(List<String> deployments) {
        return String.join(", ", deployments)
                + (deployments.size() == 1 ? " was" : " were")
                + " changed in place or removed, made again as released then, and takes the traffic once it answers";
    }
}
