package dev.plumbline.ledger;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where things stand in the tree of a ledger commit.
final class LedgerPaths {
    static final String RELEASE = "release.json";
    static final String INTENT = "intent.json";
    static final String RESOURCES = "resources";
    static final String RUNS = "runs";

    private LedgerPaths() {}

    /// The name is written as in URLs (`jobs%2Ftrain`), so that any name is one file.
    static String of(ResourceId id) {
        String spread = hex(Digest.ofText(id.name())).substring(0, 2);
        String name = URLEncoder.encode(id.name(), StandardCharsets.UTF_8);
        return RESOURCES + "/" + id.kind().word() + "/" + spread + "/" + name + ".json";
    }

    /// A digest of the first algorithm is named by its digits, one of a later algorithm carries
    /// that in its name.
    static String of(Digest job) {
        String version = job.value().substring(0, job.value().indexOf(':'));
        String name = version.equals("v1") ? hex(job) : version + "-" + hex(job);
        return RUNS + "/" + hex(job).substring(0, 2) + "/" + name + ".json";
    }

    private static String hex(Digest digest) {
        return digest.value().substring(digest.value().indexOf(':') + 1);
    }
}
