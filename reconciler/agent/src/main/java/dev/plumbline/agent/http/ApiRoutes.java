package dev.plumbline.agent.http;

import dev.plumbline.agent.api.ApiJson;
import dev.plumbline.agent.api.ApprovalRequest;
import dev.plumbline.agent.api.Caller;
import dev.plumbline.agent.api.Control;
import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.api.ImportRequest;
import dev.plumbline.agent.api.ResumeRequest;
import dev.plumbline.agent.api.Role;
import dev.plumbline.agent.api.RollbackRequest;
import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.api.SuspendRequest;
import dev.plumbline.agent.api.SyncRequest;
import dev.plumbline.agent.api.TrafficRequest;
import dev.plumbline.agent.api.UndoRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// The routes below `/api/v1`. `{w}` is a workspace's short name, made full by `?repository=`; ids
/// keep their slashes.
final class ApiRoutes {
    private static final int HISTORY = 20;
    private static final int MOST_ENTRIES = 1_000;

    private final Control control;
    private final Guard guard;

    ApiRoutes(Control control, Guard guard) {
        this.control = control;
        this.guard = guard;
    }

    /// Who asks for what, when the act is to be recorded.
    private record Rerun(Optional<String> job) {}

    private record WorkingTree(Optional<String> folder) {}

    void add(RoutesConfig routes) {
        routes.before("/api/*", guard::check);
        addWorkspaces(routes);
        addRuns(routes);
        addEndpoints(routes);
    }

    private void addWorkspaces(RoutesConfig routes) {
        get(routes, "/api/v1/info", _ -> control.info());
        get(routes, "/api/v1/workspaces", _ -> control.status(Optional.empty()));
        get(routes, "/api/v1/workspaces/{w}", this::workspaceStatus);
        for (String prefix : new String[] {"/api/v1", "/api/v1/workspaces/{w}"}) {
            get(
                    routes,
                    prefix + "/plan",
                    context -> control.plan(workspace(context), query(context, "revision")));
            post(routes, prefix + "/plan", this::planOfFolder);
            post(
                    routes,
                    prefix + "/sync",
                    context -> control.sync(workspace(context), body(context, SyncRequest.class)));
            post(routes, prefix + "/rerun", this::rerun);
            get(
                    routes,
                    prefix + "/history",
                    context ->
                            control.history(
                                    workspace(context), query(context, "id"), limit(context)));
            get(routes, prefix + "/approvals", context -> control.approvals(workspace(context)));
            post(routes, prefix + "/approvals", this::approve);
            post(
                    routes,
                    prefix + "/import",
                    context ->
                            control.importable(
                                    workspace(context), body(context, ImportRequest.class)));
            post(routes, prefix + "/suspend", this::suspend);
            post(routes, prefix + "/undo", this::undo);
            post(routes, prefix + "/rollback", this::rollback);
            post(routes, prefix + "/resume", this::resume);
            get(routes, prefix + "/audit", context -> control.audit(workspace(context)));
            get(
                    routes,
                    prefix + "/lineage/<id>",
                    context -> control.lineage(workspace(context), context.pathParam("id")));
            addModels(routes, prefix + "/models");
        }
        get(
                routes,
                "/api/v1/workspaces/{w}/resources/<id>",
                context -> control.resource(named(context), context.pathParam("id")));
        get(routes, "/api/v1/syncs/{sync}", context -> control.sync(context.pathParam("sync")));
    }

    private void addModels(RoutesConfig routes, String path) {
        get(routes, path, context -> control.models(workspace(context), limit(context)));
        get(
                routes,
                path + "/{name}",
                context ->
                        control.model(
                                workspace(context),
                                context.pathParam("name"),
                                query(context, "version")));
        get(
                routes,
                path + "/{name}/compare",
                context ->
                        control.compare(
                                workspace(context),
                                context.pathParam("name"),
                                needed(context, "from"),
                                needed(context, "to")));
    }

    private void addRuns(RoutesConfig routes) {
        get(routes, "/api/v1/runs", context -> control.runs(query(context, "job"), limit(context)));
        get(routes, "/api/v1/runs/{run}", context -> control.run(context.pathParam("run")));
        get(
                routes,
                "/api/v1/runs/{run}/log",
                context -> {
                    guard.require(context, Role.OPERATOR, "this needs");
                    return control.log(
                            context.pathParam("run"), query(context, "step"), offset(context));
                });
        post(
                routes,
                "/api/v1/runs/{run}/cancel",
                context -> control.cancel(context.pathParam("run"), operator(context).name()));
    }

    private void addEndpoints(RoutesConfig routes) {
        get(
                routes,
                "/api/v1/endpoints/{endpoint}/keys",
                context -> {
                    operator(context);
                    return control.keys(context.pathParam("endpoint"));
                });
        routes.put(
                "/api/v1/local/endpoints/{endpoint}/traffic",
                context ->
                        Responses.json(
                                context,
                                control.setTraffic(
                                        context.pathParam("endpoint"),
                                        body(context, TrafficRequest.class))));
    }

    private StatusView.Workspace workspaceStatus(Context context) {
        String name = named(context);
        return control.status(Optional.of(name)).workspaces().stream()
                .findFirst()
                .orElseThrow(
                        () -> ControlException.notFound("there is no workspace \"" + name + "\""));
    }

    private Object planOfFolder(Context context) {
        String folder =
                body(context, WorkingTree.class)
                        .folder()
                        .orElseThrow(() ->
                                ControlException.invalid("the body names no \"folder\" to plan"));
        try {
            return control.plan(workspace(context), Path.of(folder));
        } catch (InvalidPathException e) {
            throw ControlException.invalid("\"folder\" is no path: " + e.getReason());
        }
    }

    private Object approve(Context context) {
        Caller caller = guard.require(context, Role.APPROVER, "approvals need");
        return control.approve(workspace(context), body(context, ApprovalRequest.class), caller);
    }

    private Object suspend(Context context) {
        Caller caller = operator(context);
        return control.suspend(workspace(context), body(context, SuspendRequest.class), caller);
    }

    private Object undo(Context context) {
        Caller caller = operator(context);
        return control.undo(workspace(context), body(context, UndoRequest.class), caller);
    }

    private Object rollback(Context context) {
        Caller caller = guard.require(context, Role.OPERATOR, "this needs");
        return control.rollback(workspace(context), body(context, RollbackRequest.class), caller);
    }

    private Object resume(Context context) {
        Caller caller = operator(context);
        return control.resume(workspace(context), body(context, ResumeRequest.class), caller);
    }

    private Object rerun(Context context) {
        Rerun request = body(context, Rerun.class);
        String job =
                request.job()
                        .orElseThrow(() ->
                                ControlException.invalid("the body names no \"job\" to run again"));
        return control.rerun(workspace(context), job, operator(context).name());
    }

    private Caller operator(Context context) {
        return guard.require(context, Role.OPERATOR, "this needs");
    }

    private static void get(RoutesConfig routes, String path, Function<Context, Object> answer) {
        routes.get(path, context -> Responses.json(context, answer.apply(context)));
    }

    private static void post(RoutesConfig routes, String path, Function<Context, Object> answer) {
        routes.post(path, context -> Responses.json(context, answer.apply(context)));
    }

    private static Optional<String> workspace(Context context) {
        return context.pathParamMap().containsKey("w")
                ? Optional.of(named(context))
                : query(context, "workspace");
    }

    private static String named(Context context) {
        String name = context.pathParam("w");
        return query(context, "repository").map(repository -> repository + "/" + name).orElse(name);
    }

    private static Optional<String> query(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
    }

    private static String needed(Context context, String name) {
        return query(context, name)
                .orElseThrow(() ->
                        ControlException.invalid(
                                "\"%s\" is missing; name a version".formatted(name)));
    }

    private static int limit(Context context) {
        long limit = number(context, "limit", HISTORY);
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw ControlException.invalid(
                    "limit is %d; it must be from 1 to %d".formatted(limit, MOST_ENTRIES));
        }
        return (int) limit;
    }

    private static long offset(Context context) {
        long offset = number(context, "offset", 0);
        if (offset < 0) {
            throw ControlException.invalid("offset is " + offset + "; it must be at least 0");
        }
        return offset;
    }

    private static long number(Context context, String name, long otherwise) {
        String text = query(context, name).orElse(Long.toString(otherwise));
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw ControlException.invalid(
                    name + " is \"" + text + "\"; it must be a whole number");
        }
    }

    private static <T> T body(Context context, Class<T> type) {
        String body = context.body();
        return ApiJson.MAPPER.readValue(body.isBlank() ? "{}" : body, type);
    }
}
