package dev.plumbline.local.jobs.step;

import dev.plumbline.local.environments.PythonEnvironment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The environment variables of a step. Of the agent's own only those pass that a program needs to
/// work and reach the network; everything else, such as tokens, stays behind.
public final class StepVariables {
    private static final List<String> PASSED =
            List.of(
                    "PATH",
                    "HOME",
                    "LANG",
                    "TMPDIR",
                    "http_proxy",
                    "https_proxy",
                    "no_proxy",
                    "all_proxy",
                    "HTTP_PROXY",
                    "HTTPS_PROXY",
                    "NO_PROXY",
                    "ALL_PROXY",
                    "SSL_CERT_FILE",
                    "SSL_CERT_DIR",
                    "REQUESTS_CA_BUNDLE",
                    "CURL_CA_BUNDLE");

    private StepVariables() {}

    /// The variables of a process that runs in a Python environment.
    public static Map<String, String> of(PythonEnvironment environment, Map<String, String> agent) {
        Map<String, String> variables = new TreeMap<>();
        PASSED.stream()
                .filter(agent::containsKey)
                .forEach(name -> variables.put(name, agent.getOrDefault(name, "")));
        variables.putIfAbsent("LANG", "C.UTF-8");
        String path = agent.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("PATH", environment.root().resolve("bin") + ":" + path);
        variables.put("VIRTUAL_ENV", environment.root().toString());
        variables.put("PYTHONUNBUFFERED", "1"); // so that the log can be followed
        return variables;
    }
}
