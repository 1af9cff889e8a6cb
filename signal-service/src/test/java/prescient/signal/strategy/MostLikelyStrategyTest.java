package prescient.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.money.Money;
import prescient.signal.market.MarketFilters;

class MostLikelyStrategyTest {

    private final MostLikelyStrategy strategy = new MostLikelyStrategy();
    private final Parameters defaults = Parameters.of(strategy.parameters(), Map.of());

    @Test
    void buysTheSideAboveOneHalf() {
        // Given
        var markets = List.of(Markets.of("1", "0.86", "0.14"), Markets.of("2", "0.0645", "0.9355"));

        // When
        var advice = strategy.advise(markets, defaults);

        // Then
        assertThat(advice).extracting(Advice::action).containsExactly(Action.BUY_YES, Action.BUY_NO);
        assertThat(advice)
                .extracting(Advice::reason)
                .containsExactly(
                        "YES price 0.860 > 0.50, buying YES at 0.860", "NO price 0.935 > 0.50, buying NO at 0.935");
        assertThat(advice).extracting(Advice::amount).containsOnly(Money.of("100"));
    }

    @Test
    void aTieGoesToYes() {
        var advice = strategy.advise(List.of(Markets.of("1", "0.6", "0.6")), defaults);

        assertThat(advice).extracting(Advice::action).containsExactly(Action.BUY_YES);
    }

    @Test
    void leavesOutMarketsWithoutAFavouriteOrWithoutPrices() {
        // Given
        var markets = List.of(
                Markets.of("even", "0.5", "0.5"),
                Markets.of("low", "0.4", "0.4"),
                Markets.of("no prices", null, null),
                Markets.of("one price", "0.9", null));

        // When
        var advice = strategy.advise(markets, defaults);

        // Then
        assertThat(advice).isEmpty();
    }

    @Test
    void spendsTheAmountOfTheCaller() {
        // Given
        var parameters = Parameters.of(strategy.parameters(), Map.of("trade_amount", new BigDecimal("12.5")));

        // When
        var advice = strategy.advise(List.of(Markets.of("1", "0.9", "0.1")), parameters);

        // Then
        assertThat(advice).extracting(Advice::amount).containsExactly(Money.of("12.50"));
    }

    @Test
    void leavesAllFiltersToMarketIngest() {
        assertThat(strategy.filters()).isEqualTo(MarketFilters.NONE);
    }
}
