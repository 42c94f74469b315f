package dev.plumbline.agent.cli.text;

/// Colours, by what they mean. [#PLAIN] leaves text as it is.
public enum Ink {
    PLAIN,
    COLOURED;

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String attention(String text) {
        return paint("33", text);
    }

    String busy(String text) {
        return paint("36", text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    /// A word of sync, health, a run's or a change's state, in its colour.
    String state(String word) {
        return switch (word) {
            case "Synced", "Healthy", "succeeded", "applied" -> good(word);
            case "OutOfSync", "Suspended", "Unknown", "held", "canceled", "superseded" ->
                    attention(word);
            case "Degraded", "Missing", "failed", "stalled" -> bad(word);
            case "Progressing", "running", "queued", "pending" -> busy(word);
            default -> word;
        };
    }

    private String paint(String code, String text) {
        return switch (this) {
            case PLAIN -> text;
            case COLOURED -> text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
        };
    }
}
