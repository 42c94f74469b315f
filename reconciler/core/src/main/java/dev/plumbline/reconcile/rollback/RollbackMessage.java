package dev.plumbline.reconcile.rollback;

import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.EntryChange;
import dev.plumbline.repository.Trailers;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/// The message of a commit that goes back: what it takes back, by whose wish and why, and trailers
/// for programs.
final class RollbackMessage {
    static final String TO = "Rollback-To";
    static final String WORKSPACE = "Workspace";
    static final String REASON = "Reason";
    static final String BY = "Requested-By";

    /// The most lines of a list; `git show --stat` has them all.
    private static final int MOST = 50;

    private RollbackMessage() {}

    static String of(
            String workspace,
            CommitInfo to,
            RollbackRequest request,
            SortedMap<String, EntryChange> files,
            Collection<CommitInfo> reverted) {
        StringBuilder message = new StringBuilder();
        message.append("Roll back %s to %s\n\n".formatted(workspace, to.revision().shortForm()));
        request.reason().ifPresent(why -> message.append(Trailers.oneLine(why)).append("\n\n"));
        message.append("Its files are again as at ")
                .append(Trailers.oneLine(title(to)))
                .append(".\n");
        list(message, "Takes back:", reverted.stream().map(RollbackMessage::title).toList());
        list(
                message,
                "Files:",
                files.entrySet().stream()
                        .map(each -> each.getValue().word() + " " + each.getKey())
                        .toList());
        message.append('\n');
        trailer(message, TO, to.revision().commit());
        trailer(message, WORKSPACE, workspace);
        trailer(message, BY, request.by().name());
        request.reason().ifPresent(why -> trailer(message, REASON, why));
        return message.toString();
    }

    private static String title(CommitInfo commit) {
        return "%s \"%s\" (%s)"
                .formatted(commit.revision().shortForm(), commit.subject(), commit.authorName());
    }

    private static void list(StringBuilder message, String heading, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        message.append('\n').append(heading).append('\n');
        lines.stream()
                .limit(MOST)
                .forEach(line -> message.append("- ").append(Trailers.oneLine(line)).append('\n'));
        if (lines.size() > MOST) {
            message.append("- and %d more\n".formatted(lines.size() - MOST));
        }
    }

    private static void trailer(StringBuilder message, String key, String value) {
        message.append(Trailers.line(key, value)).append('\n');
    }
}
