package dev.plumbline.spec.problem;

import java.util.List;

/// Takes what is wrong in the document that is being checked.
public interface Findings {
    /// @param at the path to the value that is wrong
    void error(String code, String message, List<String> at);

    /// @param at the path to a text
    /// @param part what is wrong in it, as it is written there
    void error(String code, String message, List<String> at, String part);

    /// Something that works, or may work, and is probably not meant.
    ///
    /// @param at the path to the value
    void warning(String code, String message, List<String> at);

    /// @param at the path to a text
    /// @param part what it is about in that text, as it is written there
    void warning(String code, String message, List<String> at, String part);

    /// @param at the path to the key that is wrong
    void keyError(String code, String message, List<String> at);
}
