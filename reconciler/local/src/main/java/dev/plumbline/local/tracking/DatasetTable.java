package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.MlflowJson;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/// The data sets that runs used, in the database.
record DatasetTable(Handle handle) {
    private static final int MOST = 1_000;

    /// Name, digest and context of each data set of some experiments, once.
    List<ObjectNode> summaries(List<Long> experiments) {
        if (experiments.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(
                        """
                        SELECT DISTINCT r.experiment,
                            json_extract(i.dataset, '$.dataset.name') AS name,
                            json_extract(i.dataset, '$.dataset.digest') AS digest,
                            (SELECT json_extract(t.value, '$.value') FROM json_each(i.dataset, '$.tags') t
                             WHERE json_extract(t.value, '$.key') = 'mlflow.data.context') AS context
                        FROM tracking_input i JOIN tracking_run r ON r.id = i.run
                        WHERE r.active AND r.experiment IN (<experiments>) ORDER BY 1, 2, 3, 4 LIMIT :most\
                        """)
                .bindList("experiments", experiments)
                .bind("most", MOST)
                .map((row, _) -> {
                    ObjectNode summary =
                            MlflowJson.object()
                                    .put("experiment_id", row.getString("experiment"))
                                    .put("name", row.getString("name"))
                                    .put("digest", row.getString("digest"));
                    String context = row.getString("context");
                    return context == null ? summary : summary.put("context", context);
                })
                .list();
    }
}
