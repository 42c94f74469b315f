package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.ValidationView;
import java.util.stream.Collectors;

/// Problems as workflow commands that GitHub shows at their lines in a pull request. Escapes as its
/// actions toolkit does.
public final class GithubAnnotations {
    private GithubAnnotations() {}

    public static String render(ValidationView validation) {
        return validation.problems().stream()
                .map(GithubAnnotations::annotation)
                .collect(Collectors.joining());
    }

    private static String annotation(ValidationView.Problem problem) {
        return "::%s file=%s,line=%d,col=%d,title=%s::%s\n"
                .formatted(
                        problem.severity().equals("error") ? "error" : "warning",
                        property(problem.path()),
                        problem.line(),
                        problem.column(),
                        property("plumbline: " + problem.code()),
                        data(problem.message()));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
