package prescient.forecast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.forecast.source.Source;

class DailyMetricsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 24);
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-01-24T12:00:00-05:00");

    @Test
    void environmentsAndDryRunsAreNotMixedAndADecisionCountsOnce() {
        // Given
        var all = List.of(
                decided(NOON, "prod", true, "40", "2.50"),
                decided(NOON.plusHours(1), "prod", true, "41", "-1.00"),
                decided(NOON.plusHours(2), "prod", false, "50", "9.99"),
                decided(NOON.plusHours(2), "demo", true, "60", "9.99"));

        // When
        var live = DailyMetrics.of(all, "prod", true, DAY, NOON);
        var mixed = DailyMetrics.ofEachRow(all, DAY, NOON);

        // Then
        assertThat(live)
                .extracting(DailyMetric::kind, metric -> metric.value().toString())
                .containsExactly(
                        tuple(MetricKind.MAE, "1.0000"),
                        tuple(MetricKind.RMSE, "1.0000"),
                        tuple(MetricKind.HIT_RATE, "0.0000"),
                        tuple(MetricKind.PNL, "-1.00"));
        assertThat(mixed)
                .filteredOn(metric -> metric.kind() == MetricKind.PNL)
                .extracting(metric -> metric.value().toString())
                .containsExactly("21.48");
    }

    private static SettledForecast decided(OffsetDateTime at, String env, boolean live, String meanF, String won) {
        var dollars = new BigDecimal(won);
        return new SettledForecast(
                at,
                env,
                "ny",
                "KXHIGHNY-26JAN24",
                live,
                Map.of(Source.CONSENSUS, Double.valueOf(meanF)),
                40,
                dollars.signum() > 0 ? 1.0 : 0.0,
                dollars);
    }
}
