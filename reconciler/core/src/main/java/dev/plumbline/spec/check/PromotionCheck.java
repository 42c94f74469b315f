package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.spec.problem.Findings;
import java.util.List;

/// Each condition of a promotion says one thing.
final class PromotionCheck {
    private static final List<String> TESTS =
            List.of("at_least", "at_most", "better_by", "not_worse_by");

    private final Findings findings;

    PromotionCheck(Findings findings) {
        this.findings = findings;
    }

    void check(Fields promotion) {
        if (promotion.get("when").orElse(Value.Null.NULL) instanceof Items(var conditions)) {
            for (int i = 0; i < conditions.size(); i++) {
                if (conditions.get(i) instanceof Fields condition) {
                    check(condition, List.of("when", Integer.toString(i)));
                }
            }
        }
    }

    private void check(Fields condition, List<String> at) {
        List<String> said = TESTS.stream().filter(condition::has).toList();
        if (said.isEmpty()) {
            findings.error(
                    "promotion",
                    "the condition on \"%s\" says nothing of it; give it one of %s"
                            .formatted(
                                    condition.text("metric").orElse(""), String.join(", ", TESTS)),
                    at);
        } else if (said.size() > 1) {
            findings.error(
                    "promotion",
                    "the condition on \"%s\" has %s; write a condition for each, all of them have to be met"
                            .formatted(
                                    condition.text("metric").orElse(""),
                                    String.join(" and ", said)),
                    at);
        }
    }
}
