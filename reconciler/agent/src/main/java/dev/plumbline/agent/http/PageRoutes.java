package dev.plumbline.agent.http;

import dev.plumbline.agent.api.Control;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.pages.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;

/// Pages for people with a browser, which only tell: how a workspace stands, and what one of its
/// syncs did.
final class PageRoutes {
    private static final int SYNCS = 20;
    private static final int MOST_SYNCS = 1_000;

    private final Control control;
    private final Guard guard;
    private final Pages pages = new Pages();

    PageRoutes(Control control, Guard guard) {
        this.control = control;
        this.guard = guard;
    }

    void add(RoutesConfig routes) {
        String workspace = "/workspaces/{repository}/{workspace}";
        routes.get(workspace, context -> show(context, this::workspace));
        routes.get(workspace + "/syncs/{sync}", context -> show(context, this::sync));
    }

    private void show(Context context, Function<Context, String> page) {
        context.header("Content-Security-Policy", pages.contentSecurityPolicy());
        try {
            guard.checkPage(context, name(context));
            html(context, page.apply(context));
        } catch (ControlException e) {
            refuse(context, e.code().status(), e.userMessage());
        } catch (Refusal e) {
            refuse(context, e.status(), String.valueOf(e.getMessage()));
        }
    }

    private void refuse(Context context, int status, String message) {
        context.status(status);
        html(context, pages.refusal(status, message));
    }

    private static void html(Context context, String page) {
        context.contentType("text/html; charset=utf-8").result(page);
    }

    private static String name(Context context) {
        return context.pathParam("repository") + "/" + context.pathParam("workspace");
    }

    private String workspace(Context context) {
        StatusView.Workspace workspace = status(name(context));
        return pages.workspace(workspace, history(workspace, SYNCS));
    }

    private String sync(Context context) {
        StatusView.Workspace workspace = status(name(context));
        String id = context.pathParam("sync");
        HistoryView.Sync sync =
                history(workspace, MOST_SYNCS).syncs().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                ControlException.notFound(
                                        "%s has no sync \"%s\" among its newest %d; `plumb history` lists them"
                                                .formatted(workspace.name(), id, MOST_SYNCS)));
        return pages.sync(workspace.name(), sync);
    }

    private StatusView.Workspace status(String name) {
        return control.status(Optional.of(name)).workspaces().stream()
                .findFirst()
                .orElseThrow(
                        () -> ControlException.notFound("there is no workspace \"" + name + "\""));
    }

    private HistoryView history(StatusView.Workspace workspace, int limit) {
        return control.history(Optional.of(workspace.name()), Optional.empty(), limit);
    }
}
