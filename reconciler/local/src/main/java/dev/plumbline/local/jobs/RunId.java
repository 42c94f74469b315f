package dev.plumbline.local.jobs;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.function.Predicate;

/// The ids of runs: readable, unique, and good as names of folders: `train-3f9c2ab0-1`.
final class RunId {
    private static final int LONGEST_NAME = 40;
    private static final int HEX = 8;

    private RunId() {}

    /// @param isTaken whether a run has this id already: two jobs can share a short name and a
    ///   digest
    static String of(ResourceId job, Digest digest, int attempt, Predicate<String> isTaken) {
        String name =
                job.name()
                        .substring(job.name().lastIndexOf('/') + 1)
                        .replaceAll("[^A-Za-z0-9_-]+", "-");
        String shortName = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        String id = shortName + "-" + hex(digest) + "-" + attempt;
        return isTaken.test(id)
                ? shortName
                        + "-"
                        + hex(Digest.ofText(job.toString()))
                        + "-"
                        + hex(digest)
                        + "-"
                        + attempt
                : id;
    }

    private static String hex(Digest digest) {
        return digest.shortForm().substring(0, HEX);
    }
}
