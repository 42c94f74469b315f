package dev.plumbline.agent.pages;

import dev.plumbline.agent.api.StatusView;
import java.util.List;
import java.util.function.Predicate;

/// How a workspace stands, as its page shows it: what somebody may have to look at, and the rest. A
/// page is read by people, so that of each it shows so many at most.
///
/// @param attention what is not as declared, or not healthy, or held
/// @param attentionCount how many there are of them
/// @param rest what is as declared and well
/// @param restCount how many there are of them
public record WorkspacePage(
        StatusView.Workspace workspace,
        String shortName,
        List<StatusView.Resource> attention,
        int attentionCount,
        List<StatusView.Resource> rest,
        int restCount) {
    private static final int MOST_ROWS = 500;

    public WorkspacePage {
        attention = List.copyOf(attention);
        rest = List.copyOf(rest);
    }

    static WorkspacePage of(StatusView.Workspace workspace) {
        Predicate<StatusView.Resource> isWell =
                each ->
                        each.sync().equals("Synced")
                                && each.health().equals("Healthy")
                                && each.hold().isEmpty();
        List<StatusView.Resource> attention =
                workspace.resources().stream().filter(isWell.negate()).toList();
        List<StatusView.Resource> rest = workspace.resources().stream().filter(isWell).toList();
        return new WorkspacePage(
                workspace,
                shortName(workspace.name()),
                attention.stream().limit(MOST_ROWS).toList(),
                attention.size(),
                rest.stream().limit(MOST_ROWS).toList(),
                rest.size());
    }

    static String shortName(String workspace) {
        return workspace.substring(workspace.indexOf('/') + 1);
    }
}
