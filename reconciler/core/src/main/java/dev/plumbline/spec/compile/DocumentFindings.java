package dev.plumbline.spec.compile;

import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import java.util.List;
import java.util.function.Supplier;

/// Takes what is wrong in one document, with its place there; so many of each severity and no more.
class DocumentFindings implements Findings {
    private final Document document;
    private final List<Problem> problems;
    private int errors;
    private int warnings;

    DocumentFindings(Document document, List<Problem> problems) {
        this.document = document;
        this.problems = problems;
    }

    Document document() {
        return document;
    }

    /// All that was found so far, in other documents too.
    List<Problem> problems() {
        return problems;
    }

    @Override
    public void error(String code, String message, List<String> at) {
        error(code, message, () -> document.yaml().position(at));
    }

    @Override
    public void error(String code, String message, List<String> at, String part) {
        error(code, message, () -> document.yaml().position(at, part));
    }

    @Override
    public void keyError(String code, String message, List<String> at) {
        error(code, message, () -> document.yaml().keyPosition(at));
    }

    @Override
    public void warning(String code, String message, List<String> at) {
        warning(code, message, () -> document.yaml().position(at));
    }

    @Override
    public void warning(String code, String message, List<String> at, String part) {
        warning(code, message, () -> document.yaml().position(at, part));
    }

    private void warning(String code, String message, Supplier<Position> position) {
        if (warnings++ < Problem.MOST_PER_FILE) {
            problems.add(Problem.warning(document.path(), position.get(), code, message));
        }
    }

    private void error(String code, String message, Supplier<Position> position) {
        if (++errors <= Problem.MOST_PER_FILE) {
            problems.add(Problem.error(document.path(), position.get(), code, message));
        } else if (errors == Problem.MOST_PER_FILE + 1) {
            problems.add(
                    Problem.error(
                            document.path(),
                            position.get(),
                            code,
                            "the file has more faults from here on; mend these first"));
        }
    }
}
