package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.SuspensionView;

/// `plumb suspend` and `plumb resume`.
public final class SuspensionText {
    private SuspensionText() {}

    public static String render(SuspensionView view, Ink ink) {
        String what =
                ink.strong(view.resource()) + " in " + view.repository() + "/" + view.workspace();
        return view.until()
                        .map(until ->
                                "%s suspended %s until %s: edits on the platform stay\nends before: plumb resume %s\n"
                                        .formatted(
                                                view.by(),
                                                what,
                                                Words.time(until),
                                                view.resource()))
                        .orElseGet(() ->
                                "%s resumed %s: edits on the platform are undone again\n"
                                        .formatted(view.by(), what))
                + view.undone()
                        .map(commit ->
                                "what commit %s declares of it is applied again\n"
                                        .formatted(Words.commit(commit)))
                        .orElse("");
    }
}
