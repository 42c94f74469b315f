package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.ValidationView;

/// `plumb validate` for people and editors: `path:line:column: message`, then what it came to.
public final class ValidationText {
    private ValidationText() {}

    public static String render(ValidationView validation, Ink ink) {
        StringBuilder out = new StringBuilder();
        for (ValidationView.Problem problem : validation.problems()) {
            boolean isError = problem.severity().equals("error");
            out.append(
                    "%s:%d:%d: %s%s\n"
                            .formatted(
                                    problem.path(),
                                    problem.line(),
                                    problem.column(),
                                    isError ? "" : ink.attention(problem.severity()) + ": ",
                                    problem.message().replace("\n", "\n    ")));
        }
        long errors =
                validation.problems().stream()
                        .filter(problem -> problem.severity().equals("error"))
                        .count();
        out.append(
                "%s in %s: %s\n"
                        .formatted(
                                Words.count(validation.specs(), "spec"),
                                Words.count(validation.documents(), "document"),
                                validation.valid()
                                        ? ink.good("valid")
                                        : ink.bad(Words.count((int) errors, "error"))));
        return out.toString();
    }
}
