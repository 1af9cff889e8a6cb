package prescient.signal.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.json.JsonSettings;

class MarketFiltersTest {

    @Test
    void anExplicitNullIsKeptApartFromAnAbsentField() throws Exception {
        // Given
        var mapper = JsonSettings.mapper();

        // When
        var filters = mapper.readValue(
                "{\"min_conviction\":null,\"event_max_days_until_end\":120,\"market_min_volume\":0.50}",
                MarketFilters.class);

        // Then
        assertThat(filters.values())
                .containsOnlyKeys("min_conviction", "event_max_days_until_end", "market_min_volume");
        assertThat(mapper.writeValueAsString(filters))
                .isEqualTo("{\"event_max_days_until_end\":120,\"market_min_volume\":0.5,\"min_conviction\":null}");
    }

    @Test
    void theCallersFieldsGoOverTheDefaults() throws Exception {
        // Given
        var caller = JsonSettings.mapper().readValue("{\"min_conviction\":null}", MarketFilters.class);
        var defaults = new MarketFilters(
                Map.of("min_conviction", new BigDecimal("0.5"), "max_conviction", new BigDecimal("0.6")));

        // When
        var merged = caller.over(defaults);

        // Then
        assertThat(merged.values())
                .containsEntry("min_conviction", null)
                .containsEntry("max_conviction", new BigDecimal("0.6"));
    }

    @ParameterizedTest
    @CsvSource({
        "event_min_liquidity, -1",
        "market_min_volume, 1e16",
        "min_conviction, 1.2",
        "event_max_days_until_end, 1.5",
        "run_id, 1",
        "categories, 1"
    })
    void refusesUnknownFiltersAndValuesOutOfRange(String name, BigDecimal value) {
        assertThatThrownBy(() -> new MarketFilters(Map.of(name, value))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTextForNumbersAndTimesWithoutZone() {
        assertThatThrownBy(() -> new MarketFilters(Map.of("min_conviction", "0.5")))
                .hasMessageContaining("must be a number or null");
        assertThatThrownBy(() -> new MarketFilters(Map.of("at", "2025-10-15T16:10:00")))
                .hasMessageContaining("RFC 3339");
    }
}
