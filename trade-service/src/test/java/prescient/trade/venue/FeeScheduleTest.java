package prescient.trade.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

class FeeScheduleTest {

    private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aFillIsRoundedUpToACentByItself() {
        // Given
        var schedule = schedule("a", null, FeeRule.KALSHI_PER_FILL, null);

        // When
        var one = schedule.charge(Liquidity.TAKER, count("20"), Price.of("0.96"), Money.ZERO);
        var two = schedule.charge(Liquidity.TAKER, count("1"), Price.of("0.5"), Money.ZERO);

        // Then
        assertThat(one.fee()).isEqualTo(Money.of("0.06")); // 0.05376
        assertThat(two.fee()).isEqualTo(Money.of("0.02")); // 0.0175
    }

    @Test
    void roundingIsCarriedAlongTheOrderAndACentGivenBack() {
        // Given three fills of one contract at 0.055 dollars, then more of them
        var schedule = schedule("a", null, FeeRule.KALSHI_PER_ORDER, Money.of("0.01"));
        var carried = Money.ZERO;
        var total = Money.ZERO;

        // When
        for (int fill = 1; fill <= 8; fill++) {
            var charge = schedule.charge(Liquidity.TAKER, count("1"), Price.of("0.055"), carried);
            carried = charge.carried();
            total = total.plus(charge.fee());

            // Then a fill costs 0.0037 and 0.0013 of rounding: the eighth brings the sum above a cent, but its own
            // charge is below one, so the rebate waits
            assertThat(charge.trade()).isEqualTo(Money.of("0.0037"));
            assertThat(charge.rounding()).isEqualTo(Money.of("0.0013"));
            assertThat(charge.rebate()).isEqualTo(Money.ZERO);
        }
        assertThat(carried).isEqualTo(Money.of("0.0104"));
        assertThat(total).isEqualTo(Money.of("0.04"));

        // When a larger fill of the same order comes
        var charge = schedule.charge(Liquidity.TAKER, count("10"), Price.of("0.055"), carried);

        // Then it costs 0.0364 and 0.0036 of rounding, less the cent
        assertThat(charge.fee()).isEqualTo(Money.of("0.03"));
        assertThat(charge.rebate()).isEqualTo(Money.of("0.01"));
        assertThat(charge.carried()).isEqualTo(Money.of("0.004"));
    }

    @Test
    void aDirectMembersBalanceIsFiner() {
        // Given
        var schedule = schedule("a", null, FeeRule.KALSHI_PER_ORDER, Money.of("0.0001"));

        // When
        var charge = schedule.charge(Liquidity.TAKER, count("0.33"), Price.of("0.055"), Money.ZERO);

        // Then 0.33 × 0.055 = 0.01815, fee 0.0012006 → 0.0013
        assertThat(charge.fee()).isEqualTo(Money.of("0.00135"));
        assertThat(charge.rounding()).isEqualTo(Money.of("0.00005"));
    }

    @Test
    void polymarketHasFiveDecimals() {
        // Given
        var schedule = schedule("a", null, FeeRule.POLYMARKET_CURVE, null);

        // When
        var charge = schedule.charge(Liquidity.TAKER, count("7.3"), Price.of("0.333"), Money.ZERO);
        var dust = schedule.charge(Liquidity.TAKER, count("0.001"), Price.of("0.1"), Money.ZERO);

        // Then 0.113500…
        assertThat(charge.fee()).isEqualTo(Money.of("0.11349"));
        assertThat(dust.fee()).isEqualTo(Money.ZERO);
    }

    @Test
    void aMakerPaysTheMakersRate() {
        // Given
        var schedule = schedule("a", null, FeeRule.KALSHI_PER_FILL, null);

        // When
        var charge = schedule.charge(Liquidity.MAKER, count("100"), Price.of("0.5"), Money.ZERO);

        // Then
        assertThat(charge.fee()).isEqualTo(Money.of("0.44"));
    }

    @Test
    void theSeriesOwnRowGoesBeforeTheGeneralOneAndALaterBeforeAnEarlier() {
        // Given
        var old = schedule("old", null, FeeRule.KALSHI_PER_FILL, null, Instant.EPOCH, YEAR);
        var now = schedule("now", null, FeeRule.KALSHI_PER_FILL, null, YEAR, null);
        var own = schedule("own", "KXBTCD", FeeRule.KALSHI_PER_FILL, null, YEAR, null);
        var schedules = new FeeSchedules(List.of(own, now, old));

        // When, Then
        assertThat(schedules.at("kalshi", "KXBTCD", YEAR).name()).isEqualTo("own");
        assertThat(schedules.at("kalshi", "KXETHD", YEAR).name()).isEqualTo("now");
        assertThat(schedules.at("kalshi", "KXBTCD", YEAR.minusNanos(1)).name()).isEqualTo("old");
        assertThatThrownBy(() -> schedules.at("polymarket", "crypto", YEAR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("polymarket");
    }

    private static FeeSchedule schedule(String name, @Nullable String series, FeeRule rule, @Nullable Money precision) {
        return schedule(name, series, rule, precision, Instant.EPOCH, null);
    }

    private static FeeSchedule schedule(
            String name,
            @Nullable String series,
            FeeRule rule,
            @Nullable Money precision,
            Instant from,
            @Nullable Instant until) {
        return new FeeSchedule(
                name,
                "kalshi",
                series,
                from,
                until,
                rule,
                new BigDecimal("0.07"),
                new BigDecimal("0.0175"),
                precision,
                "test");
    }

    private static Quantity count(String contracts) {
        return new Quantity(new BigDecimal(contracts));
    }
}
