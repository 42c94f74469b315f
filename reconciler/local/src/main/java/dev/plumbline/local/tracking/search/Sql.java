package dev.plumbline.local.tracking.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// A piece of SQL with the values of its question marks. Nothing that a client wrote stands in its
/// text.
public record Sql(String text, List<Object> values) {
    public Sql {
        values = List.copyOf(values);
    }

    public static Sql of(String text, Object... values) {
        return new Sql(text, Arrays.asList(values));
    }

    public Sql then(String more, Object... moreValues) {
        return then(of(more, moreValues));
    }

    public Sql then(Sql more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(more.values);
        return new Sql(text + more.text, all);
    }

    public Query query(Handle handle) {
        Query query = handle.createQuery(text);
        for (int place = 0; place < values.size(); place++) {
            query.bind(place, values.get(place));
        }
        return query;
    }
}
