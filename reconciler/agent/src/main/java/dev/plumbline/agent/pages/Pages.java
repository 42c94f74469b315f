package dev.plumbline.agent.pages;

import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.api.StatusView;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Renders the pages. Safe for use by many threads.
public final class Pages {
    private static final String FOLDER = "dev/plumbline/agent/pages/";

    private final PebbleEngine engine;
    private final String style;

    public Pages() {
        ClasspathLoader loader = new ClasspathLoader(Pages.class.getClassLoader());
        loader.setPrefix(FOLDER);
        this.engine =
                new PebbleEngine.Builder()
                        .loader(loader)
                        .strictVariables(true)
                        .autoEscaping(true)
                        .defaultLocale(Locale.ROOT)
                        .extension(new PageFilters())
                        .build();
        this.style = text("plumbline.css");
    }

    /// What pages may do: have this one style, and nothing else.
    public String contentSecurityPolicy() {
        return "default-src 'none'; style-src 'sha256-%s'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
                .formatted(sha256(style));
    }

    /// How a workspace stands.
    ///
    /// @param history its newest syncs
    public String workspace(StatusView.Workspace workspace, HistoryView history) {
        return render(
                "workspace.html",
                Map.of("page", WorkspacePage.of(workspace), "syncs", history.syncs()));
    }

    /// What one sync did.
    ///
    /// @param workspace the full name
    public String sync(String workspace, HistoryView.Sync sync) {
        return render(
                "sync.html",
                Map.of(
                        "workspace", workspace,
                        "shortName", WorkspacePage.shortName(workspace),
                        "sync", sync));
    }

    /// Why there is no page, or not for this reader.
    public String refusal(int status, String message) {
        return render("refusal.html", Map.of("status", status, "message", message));
    }

    private String render(String name, Map<String, Object> context) {
        Map<String, Object> values = new HashMap<>(context);
        values.put("style", style);
        StringWriter out = new StringWriter();
        try {
            PebbleTemplate template = engine.getTemplate(name);
            template.evaluate(out, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static String text(String name) {
        try (InputStream file = Pages.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing beside the pages");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
