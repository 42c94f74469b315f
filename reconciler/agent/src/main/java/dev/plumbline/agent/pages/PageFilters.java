package dev.plumbline.agent.pages;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How values look in pages: `time` for moments, `short` for commits.
final class PageFilters extends AbstractExtension {
    private static final int SHORT = 7;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of(
                "time", new Text(text -> TIME.format(Instant.parse(text))),
                "short", new Text(text -> text.substring(0, Math.min(SHORT, text.length()))));
    }

    /// A filter of a value's text.
    private record Text(UnaryOperator<String> form) implements Filter {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }

        @Override
        public Object apply(
                Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            return form.apply(input.toString());
        }
    }
}
