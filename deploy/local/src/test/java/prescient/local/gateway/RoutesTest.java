package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.local.ServiceName;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/paper-trading/execute, TRADE",
        "/paper-trading/history, TRADE",
        "/paper-trading/portfolio, PORTFOLIO",
        "/trading/status, TRADE",
        "/trading/cycles/cycle-1, TRADE",
        "/trading/portfolio-history, PORTFOLIO",
        "/trading/signal-archives, SIGNAL",
        "/trades/trade-1/close, TRADE",
        "/trades, TRADE",
        "/orders, TRADE",
        "/desk/trades/t1/close, TRADE",
        "/desk/active-trades, TRADE",
        "/observations, FORECAST",
        "/portfolios/1/valuation, PORTFOLIO",
        "/reservations/release, PORTFOLIO",
        "/fills, PORTFOLIO",
        "/settlements, PORTFOLIO",
        "/ledger/check, PORTFOLIO",
        "/analytics/summary, PORTFOLIO",
        "/signals/claim, SIGNAL",
        "/strategies, SIGNAL",
        "/events/1, MARKET_INGEST",
        "/markets/1/history, MARKET_INGEST",
        "/prices/refresh, MARKET_INGEST",
        "/ingest/runs, MARKET_INGEST",
        "/cities/NYC, FORECAST",
        "/forecast/predictions, FORECAST",
        "/cutover/calibration/import, FORECAST",
        "/entry/settings, SIGNAL",
        "/backtests/b1/cancel, SIGNAL",
        "/snapshots/markets, MARKET_INGEST",
        "/watchlist/BTC, SIGNAL",
        "/live-analysis/BTC, SIGNAL",
        "/fingerprints/import, FORECAST",
        "/probabilities, FORECAST",
        "/strike-table/BTC, FORECAST"
    })
    void theLongestPrefixDecides(String path, ServiceName service) {
        // When, Then
        assertThat(Routes.find(path)).hasValue(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/eventsx", "/trading-status", "/q/metrics", ""})
    void aPrefixEndsWhereASegmentEnds(String path) {
        // When, Then
        assertThat(Routes.find(path)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/markets/../q/metrics", "/markets/./1", "/markets/..", "/markets/."})
    void aPathWithDotSegmentsHasNoService(String path) {
        // When, Then
        assertThat(Routes.find(path)).isEmpty();
    }

    @Test
    void noPrefixIsListedTwice() {
        // When
        var prefixes = Routes.TABLE.stream().map(Routes.Route::prefix).toList();
        // Then
        assertThat(prefixes).doesNotHaveDuplicates();
    }
}
