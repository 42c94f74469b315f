package dev.plumbline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.owners.CodeOwners;
import dev.plumbline.spec.owners.OwnerSet;
import dev.plumbline.spec.owners.Owners;
import dev.plumbline.spec.workspace.ApprovalRule;
import dev.plumbline.spec.workspace.Glob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which rules a rule that asks code owners becomes.
final class OwnedRulesTest {
    private static final List<Glob> ALL = List.of(Glob.of("**"));
    private static final Map<String, List<OwnerSet>> FILES =
            Map.of(
                    "a.yml", List.of(set(1, "ada")),
                    "b.yml", List.of(set(1, "ada", "@acme/leads"), set(3, "grace")));

    private static OwnerSet set(int required, String... owners) {
        return new OwnerSet(List.of(owners), required);
    }

    private record Table(Map<String, List<OwnerSet>> files, List<String> everyone)
            implements CodeOwners {
        @Override
        public String file(String commit) {
            return "CODEOWNERS@1";
        }

        @Override
        public Owners of(String file, String path) {
            return files.containsKey(path)
                    ? new Owners.Sets(files.get(path))
                    : new Owners.Nobody("nobody owns " + path);
        }

        @Override
        public List<String> everyone(String file) {
            return everyone;
        }
    }

    private static OwnedRules rules(Map<String, List<OwnerSet>> files, String... everyone) {
        return new OwnedRules(new Table(files, List.of(everyone)), "CODEOWNERS@1");
    }

    private static List<ApprovalRule> named(int required, String path, String... from) {
        return rules(FILES).named(new ApprovalRule(ALL, required, List.of(from)), path).toList();
    }

    private static ApprovalRule rule(int required, String... from) {
        return new ApprovalRule(ALL, required, List.of(from));
    }

    @Test
    void everySetOfOwnersMakesARule() {
        assertThat(named(2, "b.yml", "code-owners"))
                .containsExactly(rule(2, "ada", "@acme/leads"), rule(3, "grace"));
    }

    @Test
    void whoeverIsNamedBesidesMayApproveInTheirPlace() {
        assertThat(named(1, "a.yml", "linus", "code-owners", "ada"))
                .containsExactly(rule(1, "ada", "linus"));
        assertThat(named(1, "other.yml", "code-owners", "linus")).containsExactly(rule(1, "linus"));
    }

    @Test
    void aRuleThatAsksNobodyElseStaysUnmetWithoutOwners() {
        assertThat(named(1, "other.yml", "code-owners")).containsExactly(rule(1, "code-owners"));
        assertThat(Teams.NONE.isNamed("code-owners", List.of("code-owners"))).isFalse();
    }

    @Test
    void rulesThatAskNoOwnersStay() {
        assertThat(named(1, "a.yml", "linus")).containsExactly(rule(1, "linus"));
        assertThat(named(1, "a.yml")).containsExactly(rule(1));
    }

    @Test
    void anotherFileNeedsItsOwnersElseSomeoneItNamesElseAnyone() {
        ResourceId policy = ResourceId.parse("policy/prod");
        List<Glob> resources = List.of(Glob.of("policy/prod"));

        assertThat(rules(Map.of("CODEOWNERS", List.of(set(2, "ada"))), "linus").ofItsChange(policy))
                .containsExactly(new ApprovalRule(resources, 2, List.of("ada")));
        assertThat(rules(FILES, "linus", "ada").ofItsChange(policy))
                .containsExactly(new ApprovalRule(resources, 1, List.of("linus", "ada")));
        assertThat(rules(FILES).ofItsChange(policy))
                .containsExactly(new ApprovalRule(resources, 1, List.of()));
    }
}
