package prescient.forecast.settle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.csv.CsvFields;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.csv.OddKind;
import prescient.forecast.oracle.LegacyText;
import prescient.forecast.oracle.OracleCase;
import prescient.forecast.oracle.Shared;
import prescient.forecast.settle.Settlement.Truth;

/** What the legacy settlement wrote is written again, and its pure parts answer as they did. */
class SettlementOracleTest {

    private static final List<String> SETTLED = List.of(
            "settlement_tmax_f",
            "settlement_source_url",
            "bucket_hit",
            "realized_pnl_cents",
            "realized_pnl_dollars",
            "settled_at");

    @Test
    void thereAreCases() {
        // Given
        Shared.assume();

        // When
        var found = OracleCase.of("settle");

        // Then
        assertThat(found).isNotEmpty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void aDayIsSettledAsItWas(OracleCase run) {
        // Given
        var day = run.date("--trade-date");
        var truths = truths(run.inputJson("truth.json").orElseThrow(), day);
        var sheet = run.sheet("eval_history.csv").orElseThrow();

        // When
        var header = new ArrayList<>(sheet.header());
        SETTLED.stream().filter(column -> !header.contains(column)).forEach(header::add);
        int settled = 0;
        var rows = new ArrayList<List<String>>();
        for (var row : sheet.byHeader()) {
            var outcome = outcome(row, day, truths, run);
            settled += outcome.isEmpty() ? 0 : 1;
            row.putAll(outcome);
            rows.add(header.stream().map(column -> row.getOrDefault(column, "")).toList());
        }

        // Then
        assertThat(run.stdout()).contains("Updated " + settled + " rows");
        assertThat(CsvSheet.text(header, rows))
                .isEqualTo(run.output("eval_history.csv").orElseGet(() -> CsvSheet.text(header, rows(sheet))));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void typedDecisionsAreSettledTheSameWay(OracleCase run) {
        // Given
        var day = run.date("--trade-date");
        var truths = truths(run.inputJson("truth.json").orElseThrow(), day);
        var sheet = run.sheet("eval_history.csv").orElseThrow();
        var content = EvaluationFile.LAYOUT.read(sheet);
        boolean real = content.odd(OddKind.REJECTED).isEmpty()
                && content.odd(OddKind.INEXACT).isEmpty();

        // When
        var settled = Settlement.settle(content.records(), day, truths, run.clock());

        // Then
        assertThat(settled).hasSameSizeAs(content.records());
        if (real) {
            assertThat(EvaluationFile.LAYOUT.text(settled))
                    .isEqualTo(run.output("eval_history.csv")
                            .orElseGet(() -> EvaluationFile.LAYOUT.text(content.records())));
        }
    }

    @Test
    void climateReportsAreReadAsTheyWere() {
        // Given
        Shared.assume();
        var reports = OracleCase.json(Shared.oracles().resolve("functions/nws_cli_parse.json"));

        // Then
        assertThat(reports.size()).isPositive();
        for (var report : reports) {
            var parsed = ClimateReport.parse(report.get("text").textValue(), RecordFlag.NOT_UNDERSTOOD);
            var expected = report.get("target_date");
            assertThat(parsed.map(each -> each.day().toString()).orElse(null))
                    .as(report.get("name").textValue())
                    .isEqualTo(expected.isNull() ? null : expected.textValue());
            parsed.ifPresent(each -> {
                assertThat(each.maximumF())
                        .isEqualTo(
                                report.get("yesterday_max").isNull()
                                        ? null
                                        : report.get("yesterday_max").intValue());
                assertThat(each.issued()).isEqualTo(report.get("issued_line").textValue());
            });
        }
    }

    @Test
    void bucketsAreHitAsTheyWere() {
        // Given
        Shared.assume();
        var cases = OracleCase.json(Shared.oracles().resolve("functions/in_bucket.json"));

        // Then
        assertThat(cases.size()).isPositive();
        for (var each : cases) {
            var hit = Settlement.hit(
                    each.get("actual").doubleValue(),
                    LegacyText.orNull(each.get("lo").asText()),
                    LegacyText.orNull(each.get("hi").asText()));
            assertThat(hit.orElse(null))
                    .as(each.toString())
                    .isEqualTo(each.get("hit").isNull() ? null : each.get("hit").booleanValue());
        }
    }

    static List<OracleCase> cases() {
        return OracleCase.of("settle");
    }

    private static Map<String, String> outcome(
            Map<String, String> row, LocalDate day, Map<String, Truth> truths, OracleCase run) {
        var truth = truths.get(row.getOrDefault("city", ""));
        if (truth == null
                || !day.toString().equals(row.get("trade_date"))
                || row.getOrDefault("chosen_market_ticker", "").isBlank()
                || !row.getOrDefault("settlement_tmax_f", "").isBlank()) {
            return Map.of();
        }
        return Settlement.outcome(
                        LegacyText.orNull(row.getOrDefault("bucket_lo", "")),
                        LegacyText.orNull(row.getOrDefault("bucket_hi", "")),
                        LegacyText.whole(row.getOrDefault("count", "")),
                        LegacyText.whole(row.getOrDefault("yes_ask", "")),
                        truth,
                        run.clock())
                .map(SettlementOracleTest::columns)
                .orElse(Map.of());
    }

    private static Map<String, String> columns(Settled settled) {
        var fields = new CsvFields()
                .number(settled.highF())
                .text(settled.sourceUrl())
                .text(Boolean.TRUE.equals(settled.hit()) ? "1" : "0")
                .whole(settled.pnlCents())
                .number(settled.pnlDollars())
                .text(CsvTime.text(Objects.requireNonNull(settled.at())))
                .list();
        var columns = new HashMap<String, String>();
        for (int i = 0; i < SETTLED.size(); i++) {
            columns.put(SETTLED.get(i), fields.get(i));
        }
        return columns;
    }

    private static List<List<String>> rows(CsvSheet sheet) {
        return sheet.lines().stream().map(line -> line.fields()).toList();
    }

    private static Map<String, Truth> truths(JsonNode truth, LocalDate day) {
        var truths = new HashMap<String, Truth>();
        for (var city : LegacyCity.values()) {
            var maximum = truth.get(city.code() + "|" + day);
            if (maximum != null) {
                truths.put(city.code(), new Truth(maximum.intValue(), city.reportUrl(1)));
            }
        }
        return truths;
    }
}
