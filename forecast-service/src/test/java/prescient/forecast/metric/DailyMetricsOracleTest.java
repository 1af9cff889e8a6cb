package prescient.forecast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.csv.CsvContent;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.oracle.LegacyText;
import prescient.forecast.oracle.OracleCase;
import prescient.forecast.oracle.Shared;
import prescient.forecast.source.Source;

/** What the legacy metrics wrote is written again. */
class DailyMetricsOracleTest {

    private static final List<String> HEADER =
            DailyMetricFile.LAYOUT.shapes().getFirst().columns();

    @Test
    void thereAreCases() {
        // Given
        Shared.assume();

        // When
        var found = Stream.of("metrics", "metrics_pg").map(OracleCase::of).toList();

        // Then
        assertThat(found).allSatisfy(cases -> assertThat(cases).isNotEmpty());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void aDayHasTheFiguresItHad(OracleCase run) {
        // Given
        var day = run.argument("--as-of-date")
                .map(LocalDate::parse)
                .orElseGet(() -> run.clock()
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDate()
                        .minusDays(1));
        if (run.exitCode() != 0) {
            var missing = run.folder().resolve("input/eval_history.csv");
            assertThatThrownBy(() -> CsvSheet.read(missing)).isInstanceOf(UncheckedIOException.class);
            return;
        }
        var evaluations = evaluations(run);

        // When
        var metrics = DailyMetrics.ofEachRow(settled(evaluations, day), day, run.clock());

        // Then
        var rows = new ArrayList<List<String>>();
        run.sheet("daily_metrics.csv").ifPresent(sheet -> sheet.lines().forEach(line -> rows.add(line.fields())));
        metrics.forEach(metric -> rows.add(DailyMetricFile.LAYOUT.write(metric)));
        assertThat(CsvSheet.text(HEADER, rows))
                .isEqualTo(run.output("daily_metrics.csv").orElseThrow());
    }

    @Test
    void allFiguresOfTheRealFileFollowFromTheRealDecisions() {
        // Given
        Shared.assume();
        var evaluations = CsvSheet.read(Shared.data().resolve("eval_history.csv"));
        CsvContent<DailyMetric> real = DailyMetricFile.LAYOUT
                .read(CsvSheet.read(Shared.data().resolve("daily_metrics.csv")))
                .lastOfEachKey();
        var at = OffsetDateTime.parse("2026-02-03T03:15:00-05:00");

        // When
        var computed = new HashMap<Object, BigDecimal>();
        real.records().stream()
                .map(DailyMetric::tradeDate)
                .distinct()
                .forEach(day -> DailyMetrics.ofEachRow(settled(evaluations.byHeader(), day), day, at)
                        .forEach(metric -> computed.put(DailyMetricFile.LAYOUT.key(metric), metric.value())));

        // Then
        assertThat(real.entries()).hasSize(324);
        assertThat(computed).hasSize(324);
        assertThat(real.records())
                .allSatisfy(metric -> assertThat(computed.get(DailyMetricFile.LAYOUT.key(metric)))
                        .isEqualTo(metric.value()));
    }

    static Stream<OracleCase> cases() {
        return Stream.of("metrics", "metrics_pg").flatMap(folder -> OracleCase.of(folder).stream());
    }

    private static List<Map<String, String>> evaluations(OracleCase run) {
        var sheet = run.sheet("eval_history.csv")
                .orElseGet(() -> CsvSheet.read(Shared.data().resolve("eval_history.csv")));
        var rows = sheet.byHeader();
        if (run.toString().contains("original_import")) {
            // The legacy import dropped how the decisions had ended.
            rows.forEach(row -> row.put("settlement_tmax_f", ""));
        }
        return rows;
    }

    private static List<SettledForecast> settled(List<Map<String, String>> rows, LocalDate day) {
        return rows.stream()
                .filter(row -> day.toString().equals(row.get("trade_date")))
                .flatMap(row -> settled(row).stream())
                .toList();
    }

    private static Optional<SettledForecast> settled(Map<String, String> row) {
        var high = LegacyText.number(row.getOrDefault("settlement_tmax_f", ""));
        var city = row.getOrDefault("city", "");
        if (high.isEmpty() || city.isBlank()) {
            return Optional.empty();
        }
        var forecasts = new HashMap<>(LegacyText.forecasts(row));
        var mean = LegacyText.orNull(row.getOrDefault("mu_tmax_f", ""));
        if (mean != null) {
            forecasts.put(Source.CONSENSUS, mean);
        }
        var won = LegacyText.number(row.getOrDefault("realized_pnl_dollars", ""));
        return Optional.of(new SettledForecast(
                time(row.getOrDefault("run_ts", "")),
                row.getOrDefault("env", ""),
                city,
                row.getOrDefault("event_ticker", ""),
                row.getOrDefault("send_orders", "").equals("True"),
                forecasts,
                high.getAsDouble(),
                LegacyText.orNull(row.getOrDefault("bucket_hit", "")),
                won.isEmpty() ? null : BigDecimal.valueOf(won.getAsDouble())));
    }

    private static OffsetDateTime time(String text) {
        return text.length() > 10 ? CsvTime.parse(text) : OffsetDateTime.parse("2026-01-01T00:00:00Z");
    }
}
