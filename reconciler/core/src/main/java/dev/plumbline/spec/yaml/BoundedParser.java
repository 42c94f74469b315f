package dev.plumbline.spec.yaml;

import java.util.HashSet;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;

/// A parser that stops where a document passes a bound, and says where that is.
final class BoundedParser implements Parser {
    static final int MAX_LEVELS = 50;
    static final int MAX_ALIASES = 50;

    private final Parser parser;
    private final Set<String> collections = new HashSet<>();
    private int levels;
    private int aliases;

    BoundedParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        switch (event) {
            case CollectionStartEvent start -> enter(start);
            case CollectionEndEvent _ -> levels--;
            case AliasEvent alias -> follow(alias);
            default -> {}
        }
        return event;
    }

    private void enter(CollectionStartEvent start) {
        if (start.getAnchor() != null) {
            collections.add(start.getAnchor());
        }
        if (++levels > MAX_LEVELS) {
            throw new Exceeded(
                    "this is nested more than " + MAX_LEVELS + " levels deep; flatten it",
                    start.getStartMark());
        }
    }

    /// Only aliases of collections make a document larger than it looks.
    private void follow(AliasEvent alias) {
        if (collections.contains(alias.getAnchor()) && ++aliases > MAX_ALIASES) {
            throw new Exceeded(
                    "the file uses more than "
                            + MAX_ALIASES
                            + " aliases of mappings and lists; write some of them out, or split it",
                    alias.getStartMark());
        }
    }

    /// A bound was passed.
    static final class Exceeded extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        private Exceeded(String problem, Mark mark) {
            super(null, null, problem, mark);
        }
    }
}
