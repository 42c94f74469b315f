package dev.plumbline.ledger;

import dev.plumbline.plan.Subject;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where things stand in the tree of a ledger commit.
final class LedgerPaths {
    static final String RELEASE = "release.json";
    static final String INTENT = "intent.json";
    static final String ACT = "act.json";
    static final String ACTS = "acts";
    static final String APPROVALS = ACTS + "/approval";
    static final String SUSPENSIONS = ACTS + "/suspension";
    static final String UNDOS = ACTS + "/undo";
    static final String RESOURCES = "resources";
    static final String RUNS = "runs";

    private LedgerPaths() {}

    /// The name is written as in URLs (`jobs%2Ftrain`), so that any name is one file.
    static String of(ResourceId id) {
        String spread = hex(Digest.ofText(id.name())).substring(0, 2);
        return RESOURCES + "/" + id.kind().word() + "/" + spread + "/" + file(id);
    }

    private static String file(ResourceId id) {
        return URLEncoder.encode(id.name(), StandardCharsets.UTF_8) + ".json";
    }

    /// A digest of the first algorithm is named by its digits, one of a later algorithm carries
    /// that in its name.
    static String of(JobSuccess success) {
        Digest digest = success.digest();
        String version = digest.value().substring(0, digest.value().indexOf(':'));
        String folder = version.equals("v1") ? hex(digest) : version + "-" + hex(digest);
        return RUNS + "/" + hex(digest).substring(0, 2) + "/" + folder + "/" + file(success.job());
    }

    /// The folder of the approvals of one meaning.
    static String approvals(Digest meaning) {
        String hex = hex(meaning);
        return APPROVALS + "/" + hex.substring(0, 2) + "/" + hex;
    }

    static String approval(Subject subject, String by) {
        return "%s/%s-%s.json"
                .formatted(
                        approvals(subject.meaning()),
                        subject.action(),
                        URLEncoder.encode(by, StandardCharsets.UTF_8));
    }

    static String suspension(ResourceId id) {
        return SUSPENSIONS + "/" + id.kind().word() + "/" + file(id);
    }

    static String undo(ResourceId endpoint) {
        return UNDOS + "/" + file(endpoint);
    }

    private static String hex(Digest digest) {
        return digest.value().substring(digest.value().indexOf(':') + 1);
    }
}
