package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.ArrayList;
import java.util.List;

/// Reads the policy of the workspace at a place of `plumbline.yml`.
final class PolicyReader {
    private final List<String> at;
    private final List<EntryFault> faults;

    PolicyReader(List<String> at, List<EntryFault> faults) {
        this.at = at;
        this.faults = faults;
    }

    Policy read(Fields workspace) {
        return new Policy(
                sync(workspace.fields("sync")), approvals(workspace), Policy.written(workspace));
    }

    private SyncPolicy sync(Fields sync) {
        return new SyncPolicy(
                flag(sync, "automated"),
                flag(sync, "prune"),
                flag(sync, "self_heal"),
                sync.text("grace_period")
                        .flatMap(text ->
                                PlumblineFile.checked(
                                        () -> PlumblineFile.duration(text),
                                        PlumblineFile.at(at, "sync", "grace_period"),
                                        faults))
                        .orElse(SyncPolicy.DEFAULT.gracePeriod()));
    }

    private List<ApprovalRule> approvals(Fields workspace) {
        List<Fields> rules = PlumblineFile.items(workspace, "approvals");
        List<ApprovalRule> approvals = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Fields rule = rules.get(i);
            PlumblineFile.checked(
                            () -> approval(rule),
                            PlumblineFile.at(at, "approvals", String.valueOf(i), "required"),
                            faults)
                    .ifPresent(approvals::add);
        }
        return approvals;
    }

    static ApprovalRule approval(Fields rule) {
        return new ApprovalRule(
                PlumblineFile.texts(rule, "resources").stream().map(Glob::of).toList(),
                rule.text("required").map(PolicyReader::number).orElse(1),
                PlumblineFile.texts(rule, "from"));
    }

    private static int number(String required) {
        try {
            return Integer.parseInt(required);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "approvals.required is " + required + "; it must be a smaller number");
        }
    }

    private static boolean flag(Fields fields, String key) {
        return !(fields.get(key).orElse(Value.Null.NULL) instanceof Value.Bool(var value)) || value;
    }
}
