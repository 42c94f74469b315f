package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.PlanView;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.DirectoryTree;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.SourceTree;
import dev.plumbline.spec.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Plans that are shown and not carried out.
final class Previews {
    private static final Trigger ASKED = Trigger.look("plan");

    private final List<RepositoryLoop> loops;
    private final Workspaces workspaces;

    Previews(List<RepositoryLoop> loops, Workspaces workspaces) {
        this.loops = List.copyOf(loops);
        this.workspaces = workspaces;
    }

    /// Of a commit, of each repository that has one; of the heads when none is named.
    PlanView ofRevision(Optional<String> workspace, Optional<String> revision) {
        List<RepositoryLoop> asked =
                workspace.map(name -> List.of(workspaces.one(name).loop())).orElse(loops);
        Map<RepositoryLoop, Revision> commits =
                revision.map(text -> commits(asked, text)).orElseGet(() -> heads(asked));
        List<PlanView.Workspace> plans = new ArrayList<>();
        commits.forEach((loop, commit) -> plans.addAll(plans(loop, loop.heads(commit), workspace)));
        return new PlanView(plans);
    }

    private static Map<RepositoryLoop, Revision> heads(List<RepositoryLoop> loops) {
        Map<RepositoryLoop, Revision> heads = new LinkedHashMap<>();
        loops.forEach(loop -> loop.head().ifPresent(head -> heads.put(loop, head)));
        return heads;
    }

    /// The commit in each repository that knows it; a commit is seldom in more than one.
    private static Map<RepositoryLoop, Revision> commits(
            List<RepositoryLoop> loops, String revision) {
        Map<RepositoryLoop, Revision> commits = new LinkedHashMap<>();
        Optional<ControlException> unknown = Optional.empty();
        for (RepositoryLoop loop : loops) {
            try {
                commits.put(loop, resolve(loop, revision));
            } catch (ControlException e) {
                unknown = Optional.of(e);
            }
        }
        if (commits.isEmpty() && unknown.isPresent()) {
            throw unknown.get();
        }
        return commits;
    }

    /// Of the files in a folder, as if they were the next commit.
    PlanView ofFolder(Optional<String> workspace, Path folder) {
        RepositoryLoop loop = loop(workspace);
        Revision head =
                loop.head()
                        .orElseThrow(() ->
                                ControlException.unavailable(
                                        loop.options().name()
                                                + " has no commit yet to compare the folder with; push one first"));
        return new PlanView(plans(loop, loop.heads(head, tree(folder)), workspace));
    }

    private RepositoryLoop loop(Optional<String> workspace) {
        if (workspace.isPresent()) {
            return workspaces.one(workspace.get()).loop();
        }
        if (loops.size() == 1) {
            return loops.getFirst();
        }
        throw ControlException.invalid(
                "the agent follows several repositories; say with --workspace REPOSITORY/WORKSPACE which of them the folder is of");
    }

    private static SourceTree tree(Path folder) {
        if (!folder.isAbsolute()) {
            throw ControlException.invalid(
                    "\"" + folder + "\" is not an absolute path on the agent's machine");
        }
        try {
            return DirectoryTree.of(DirectoryTree.top(folder));
        } catch (IOException | RepositoryException e) {
            throw ControlException.invalid(
                    "the agent cannot read the folder " + folder + ": " + e.getMessage());
        }
    }

    static Revision resolve(RepositoryLoop loop, String text) {
        try {
            return loop.repository().resolve(text);
        } catch (RepositoryException e) {
            throw ControlException.notFound(String.valueOf(e.getMessage()));
        }
    }

    static List<PlanView.Workspace> plans(
            RepositoryLoop loop, List<Head> heads, Optional<String> wanted) {
        List<PlanView.Workspace> plans = new ArrayList<>();
        for (Head head : heads) {
            String name = head.specs().config().name();
            if (wanted.map(text -> isNamed(text, loop, name)).orElse(true)) {
                plans.add(PlanViews.of(loop.options().name() + "/" + name, preview(loop, head)));
            }
        }
        return plans;
    }

    private static boolean isNamed(String wanted, RepositoryLoop loop, String workspace) {
        return wanted.equals(workspace) || wanted.equals(loop.options().name() + "/" + workspace);
    }

    private static GatedPlan preview(RepositoryLoop loop, Head head) {
        List<Problem> errors = head.specs().errors();
        if (!errors.isEmpty()) {
            throw ControlException.invalidSpecs(
                    "these specs cannot be planned:\n"
                            + errors.stream()
                                    .map(problem -> "  " + problem)
                                    .collect(Collectors.joining("\n")));
        }
        WorkspaceReconciler reconciler =
                loop.workspace(head.specs().config().name())
                        .orElseThrow(() ->
                                ControlException.unavailable(
                                        "the workspace has not been looked at yet; try again in a moment"));
        try {
            return reconciler.preview(head, ASKED);
        } catch (PlatformException e) {
            throw ControlException.unavailable(String.valueOf(e.getMessage()));
        }
    }
}
