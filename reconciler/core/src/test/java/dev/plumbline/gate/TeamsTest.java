package dev.plumbline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whom a list of people and teams names.
class TeamsTest {
    private static final Teams TEAMS =
            new Teams(Map.of("ml-leads", Set.of("ada", "Grace"), "ada@example.org", Set.of("ada")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada | @ml-leads | true",
                "ADA | @ML-Leads | true",
                "grace | @ml-leads linus | true",
                "linus | @ml-leads linus | true",
                "linus | @ml-leads | false",
                "ada | @platform | false",
                "ml-leads | @ml-leads | false",
                "@ml-leads | ml-leads | false",
                "ada | grace | false",
                "Ada | Ada@Example.org | true",
                "grace | ada@example.org | false",
                "grace@example.org | grace@example.org | true",
                "code-owners | code-owners | false",
            })
    void aListNamesPeopleAndMembersOfTeams(String person, String from, boolean named) {
        assertThat(TEAMS.isNamed(person, List.of(from.split(" ")))).isEqualTo(named);
    }

    @Test
    void anEmptyListNamesEveryone() {
        assertThat(TEAMS.isNamed("anyone", List.of())).isTrue();
    }

    @Test
    void whoApprovedTwiceCountsOnce() {
        assertThat(TEAMS.named(List.of("ada", "Ada", "linus"), List.of("ada", "@ml-leads")))
                .containsExactly("ada");
    }
}
