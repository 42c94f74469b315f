package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.TrackingException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What runs logged, in the database.
record RunDataTable(Handle handle) {
    private static final int KEY_LENGTH = 250;
    private static final int PARAM_LENGTH = 6_000;
    private static final int TAG_LENGTH = 8_000;

    RunData read(String run) {
        List<String> datasets =
                handle.createQuery("SELECT dataset FROM tracking_input WHERE run = :run")
                        .bind("run", run)
                        .mapTo(String.class)
                        .list();
        return new RunData(
                new MetricTable(handle).latest(run),
                pairs("tracking_param", run),
                pairs("tracking_tag", run),
                datasets,
                models(run));
    }

    /// Adds parameters, which never change: the same value again is fine, another one is refused.
    void addParams(String run, List<KeyValue> params) {
        for (KeyValue param : params) {
            checkLength("parameter", param, PARAM_LENGTH);
            handle.execute(
                    "INSERT OR IGNORE INTO tracking_param VALUES (?, ?, ?)",
                    run,
                    param.key(),
                    param.value());
            String kept = param(run, param.key()).orElse(param.value());
            if (!kept.equals(param.value())) {
                throw TrackingException.invalid(
                        "the parameter \"%s\" of run \"%s\" is \"%s\" already and cannot become \"%s\"; log another key, or start a new run"
                                .formatted(param.key(), run, kept, param.value()));
            }
        }
    }

    void setTags(String run, List<KeyValue> tags) {
        for (KeyValue tag : tags) {
            checkLength("tag", tag, TAG_LENGTH);
            keepTag(run, tag);
        }
    }

    /// Sets a tag of any length.
    void keepTag(String run, KeyValue tag) {
        handle.execute(
                "INSERT OR REPLACE INTO tracking_tag VALUES (?, ?, ?)",
                run,
                tag.key(),
                tag.value());
    }

    boolean removeTag(String run, String key) {
        return handle.execute("DELETE FROM tracking_tag WHERE run = ? AND key = ?", run, key) > 0;
    }

    void addDatasets(String run, List<String> datasets) {
        datasets.forEach(each ->
                handle.execute("INSERT OR IGNORE INTO tracking_input VALUES (?, ?)", run, each));
    }

    /// Notes logged models that a run used or made; of a model that it made at several steps, the
    /// last.
    void addModels(String run, List<RunData.ModelUse> models) {
        for (RunData.ModelUse model : models) {
            handle.execute(
                    "INSERT OR REPLACE INTO tracking_run_model VALUES (?, ?, ?, ?)",
                    run,
                    model.model(),
                    model.made(),
                    model.step());
        }
    }

    private List<RunData.ModelUse> models(String run) {
        return handle.createQuery(
                        "SELECT * FROM tracking_run_model WHERE run = :run ORDER BY made, step, model")
                .bind("run", run)
                .map((row, _) ->
                        new RunData.ModelUse(
                                row.getString("model"),
                                row.getBoolean("made"),
                                row.getLong("step")))
                .list();
    }

    /// The value of a tag.
    Optional<String> tag(String run, String key) {
        return handle.createQuery("SELECT value FROM tracking_tag WHERE run = :run AND key = :key")
                .bind("run", run)
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    /// The tags that Plumbline gave to a run.
    List<KeyValue> ownTags(String run) {
        return pairs("tracking_tag", run).stream()
                .filter(tag -> tag.key().startsWith("plumbline."))
                .toList();
    }

    private Optional<String> param(String run, String key) {
        return handle.createQuery(
                        "SELECT value FROM tracking_param WHERE run = :run AND key = :key")
                .bind("run", run)
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    private List<KeyValue> pairs(String table, String run) {
        return handle.createQuery(
                        "SELECT key, value FROM " + table + " WHERE run = :run ORDER BY key")
                .bind("run", run)
                .map((row, _) -> new KeyValue(row.getString("key"), row.getString("value")))
                .list();
    }

    private static void checkLength(String what, KeyValue pair, int most) {
        checkKey(pair.key());
        if (pair.value().length() > most) {
            throw TrackingException.invalid(
                    "the value of %s \"%s\" has %d characters; at most %d are kept"
                            .formatted(what, pair.key(), pair.value().length(), most));
        }
    }

    static void checkKey(String key) {
        if (key.isBlank() || key.length() > KEY_LENGTH) {
            throw TrackingException.invalid(
                    "the key \"%s\" has %d characters; it must have 1 to %d"
                            .formatted(key, key.length(), KEY_LENGTH));
        }
    }
}
