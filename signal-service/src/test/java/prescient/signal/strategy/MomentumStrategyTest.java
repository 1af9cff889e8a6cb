package prescient.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentumStrategyTest {

    private final MomentumStrategy strategy = new MomentumStrategy();
    private final Parameters defaults = Parameters.of(strategy.parameters(), Map.of());

    @ParameterizedTest
    @CsvSource({
        "0.75, 0.25, buy_yes, 0.25, Momentum: YES price 0.750 > 0.50",
        "0.25, 0.75, buy_no, 0.25, Momentum: NO price 0.750 > 0.50",
        "0.76, 0.76, buy_yes, 0.26, Momentum: YES price 0.760 > 0.50"
    })
    void buysAFavouriteOfAtLeastTheSmallestPrice(
            String yes, String no, String action, BigDecimal confidence, String reason) {
        var advice = strategy.advise(List.of(Markets.of("1", yes, no)), defaults);

        assertThat(advice).hasSize(1);
        assertThat(advice.getFirst().action().text()).isEqualTo(action);
        assertThat(advice.getFirst().confidence()).isEqualByComparingTo(confidence);
        assertThat(advice.getFirst().reason()).startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource({"0.7499, 0.2501", "0.6, 0.6", ", 0.9"})
    void leavesOutWhatIsBelow(String yes, String no) {
        assertThat(strategy.advise(List.of(Markets.of("1", yes, no)), defaults)).isEmpty();
    }

    @Test
    void comparesThePriceAndNotTheConfidence() {
        // Given
        var parameters = Parameters.of(strategy.parameters(), Map.of("min_price", new BigDecimal("0.9")));

        // When
        var advice = strategy.advise(List.of(Markets.of("1", "0.9", "0.1")), parameters);

        // Then
        assertThat(advice.getFirst().confidence()).isEqualByComparingTo("0.4");
    }

    @Test
    void takesTheLargestVolumesAndNotTheMostConfident() {
        // Given
        var markets = IntStream.range(0, 12)
                .mapToObj(i -> Markets.of("m" + i, i < 10 ? "0.8" : "0.99", "0.01"))
                .toList();

        // When
        var advice = strategy.advise(markets, defaults);

        // Then
        assertThat(advice)
                .extracting(each -> each.candidate().marketId())
                .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    }

    @Test
    void hasItsOwnFilters() {
        assertThat(strategy.filters().values())
                .containsEntry("event_max_days_until_end", null)
                .containsEntry("event_min_days_until_end", null)
                .containsEntry("event_min_liquidity", new BigDecimal("1E+4"))
                .containsEntry("min_conviction", new BigDecimal("0.5"))
                .containsEntry("max_conviction", new BigDecimal("0.6"))
                .doesNotContainKey("at");
    }
}
