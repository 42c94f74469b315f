package dev.plumbline.local.environments;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The few lines of pip's, uv's and conda's output that tell a waiting person something, in short.
final class ProgressLines {
    private static final Pattern COLLECTING = Pattern.compile("Collecting (\\S+)");
    private static final Pattern DOWNLOADING =
            Pattern.compile(
                    "Downloading (?:\\S*/)?([A-Za-z0-9._]+)-(\\d[^-\\s]*?)(?:-\\S*\\.whl|\\.tar\\.gz|\\.zip) (\\(.+\\))");
    private static final Pattern UV_DOWNLOADING =
            Pattern.compile("Downloading ([a-z0-9-]+) (\\(.+\\))");
    private static final Pattern BUILDING = Pattern.compile("Building wheel for (\\S+).*");
    private static final Pattern INSTALLING =
            Pattern.compile("Installing collected packages: (.+)");
    private static final Pattern UV_STAGE =
            Pattern.compile("(Resolved|Prepared|Installed) \\d+ packages? in .+");
    private static final int NAMED_PACKAGES = 5;

    private ProgressLines() {}

    static Optional<String> of(String output) {
        String line = output.strip();
        Matcher collecting = COLLECTING.matcher(line);
        if (collecting.lookingAt()) {
            return Optional.of("resolving " + collecting.group(1));
        }
        Matcher downloading = DOWNLOADING.matcher(line);
        if (downloading.matches()) {
            return Optional.of(
                    "downloading %s %s %s"
                            .formatted(
                                    downloading.group(1),
                                    downloading.group(2),
                                    downloading.group(3)));
        }
        Matcher large = UV_DOWNLOADING.matcher(line);
        if (large.matches()) {
            return Optional.of("downloading " + large.group(1) + " " + large.group(2));
        }
        Matcher building = BUILDING.matcher(line);
        if (building.matches()) {
            return Optional.of("building " + building.group(1) + " from source");
        }
        Matcher installing = INSTALLING.matcher(line);
        if (installing.matches()) {
            return Optional.of(installing(List.of(installing.group(1).split(", "))));
        }
        return UV_STAGE.matcher(line).matches()
                ? Optional.of(Character.toLowerCase(line.charAt(0)) + line.substring(1))
                : Optional.empty();
    }

    private static String installing(List<String> packages) {
        if (packages.size() == 1) {
            return "installing " + packages.getFirst();
        }
        String named = packages.stream().limit(NAMED_PACKAGES).collect(Collectors.joining(", "));
        return "installing %d packages: %s%s"
                .formatted(packages.size(), named, packages.size() > NAMED_PACKAGES ? ", …" : "");
    }
}
