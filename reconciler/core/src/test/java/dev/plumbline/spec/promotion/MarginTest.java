package dev.plumbline.spec.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Num;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/// How far values of a metric are apart.
class MarginTest {
    @Test
    void aNumberIsInTheMetricsOwnUnit() {
        Margin margin = Margin.of(new Num(new BigDecimal("0.005")));

        assertThat(margin.from(BigDecimal.TEN)).isEqualByComparingTo("0.005");
        assertThat(margin).hasToString("0.005");
    }

    @Test
    void aShareIsOfWhatIsComparedWithWhicheverItsSign() {
        Margin margin = Margin.of(Value.text("2.5%"));

        assertThat(margin.from(new BigDecimal("200"))).isEqualByComparingTo("5");
        assertThat(margin.from(new BigDecimal("-200"))).isEqualByComparingTo("5");
        assertThat(margin).hasToString("2.5%");
    }
}
