package prescient.forecast.quality;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.forecast.ServiceTest;
import prescient.forecast.source.Source;
import prescient.forecast.store.ForecastStore;

/** The figures over the tables, and over HTTP. */
@QuarkusTest
class QualityTableTest extends ServiceTest implements QualityContract {

    @Inject
    QualityTable table;

    @Inject
    ForecastStore store;

    @Override
    public QualityReads reads() {
        return table;
    }

    @Override
    public void keep(SomeForecasts records) {
        store.grades(records.grades).await().indefinitely();
        store.predictions(records.predictions).await().indefinitely();
        store.evaluations(records.evaluations).await().indefinitely();
    }

    /** New York: 25 % for a bucket that was hit, at 20 cents; live 50 % without an offer. */
    @Test
    void answersOverHttp() {
        // Given
        keep(new SomeForecasts()
                .grade(SomeForecasts.DAY, "ny", Source.WEATHER_GOV, "41.5000", "43.0")
                .prediction("ny", "2026-03-06T20:00:00-05:00", "prod", "50.0000", "40.0000")
                .decision("ny", 10, "prod", false, "41.0000", "42.0")
                .decision("ny", 10, "prod", true, "42.0000", "42.0", "0.500000", 100));

        // When
        var answer = get("/forecast/calibration?city=NY&from=2026-03-01&to=2026-03-31")
                .then()
                .statusCode(200);

        // Then
        answer.body("city", equalTo("ny"))
                .body("sources", hasSize(1))
                .body("sources[0].mae_f", equalTo(1.5f))
                .body("sources[0].bias_f", equalTo(-1.5f))
                .body("leads.lead", contains("day-before", "day-before"))
                .body("leads.source", contains("consensus", "open-meteo"))
                .body("decisions.live", contains(false, true))
                .body("decisions[0].buckets.brier.score", equalTo(0.5625f))
                .body("decisions[0].buckets.brier.within_bins", equalTo(0.0f))
                .body("decisions[0].buckets.reliability_table.count", contains(1))
                .body("decisions[0].market.market_brier", equalTo(0.64f))
                .body("decisions[0].market.skill", equalTo((float) (1 - 0.5625 / 0.64)))
                .body("decisions[1].market.count", equalTo(0))
                .body("decisions[1].market.skill", nullValue())
                .body("decisions[1].crps.mean_f", equalTo((float) (2 * (Math.sqrt(2) - 1) / Math.sqrt(Math.PI))));
    }

    @Test
    void nothingIsKnownOfAWindowWithoutForecasts() {
        get("/forecast/calibration?from=2026-03-01&to=2026-03-01&env=demo")
                .then()
                .statusCode(200)
                .body("city", nullValue())
                .body("env", equalTo("demo"))
                .body("sources", empty())
                .body("leads", empty())
                .body("decisions", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "city=ny&to=2026-03-01, 400, INVALID_PARAMETER, from is missing",
        "city=ny&from=2026-03-01, 400, INVALID_PARAMETER, to is missing",
        "from=2026-02-30&to=2026-03-01, 400, INVALID_PARAMETER, from is not a day",
        "from=2026-02-01&to=20260301, 400, INVALID_PARAMETER, to is not a day",
        "from=2026-03-02&to=2026-03-01, 400, WINDOW_BACKWARDS, 2026-03-01 is before",
        "from=2021-01-01&to=2026-01-05, 400, WINDOW_TOO_LONG, 1831 days",
        "city=zz&from=2026-03-01&to=2026-03-01, 404, NO_SUCH_CITY, zz"
    })
    void refusesWhatCannotBeAnswered(String query, int status, String code, String detail) {
        get("/forecast/calibration?" + query)
                .then()
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
    }

    /** With many rows about, a window of one city is found by an index of each table. */
    @Test
    void oneCityIsServedFromIndexes() throws Exception {
        // Given
        execute("INSERT INTO source_performance (city_code, source_name, date, predicted_tmax, actual_tmax)"
                + " SELECT c, 's' || s, date '2020-01-01' + d, 50, 51 FROM unnest('{ny,il,tx,fl}'::text[]) c,"
                + " generate_series(1, 5) s, generate_series(0, 999) d");
        execute("INSERT INTO eval_events (env, trade_date, city_code, run_ts, run_ts_offset)"
                + " SELECT 'prod', date '2020-01-01' + d, c, now(), 0 FROM unnest('{ny,il,tx,fl}'::text[]) c,"
                + " generate_series(0, 999) d");
        execute("ANALYZE source_performance, eval_events");

        // When
        var errors = plan(QualityTable.ERRORS, "'2020-02-01'", "'2020-02-10'");
        var truths = plan(QualityTable.TRUTHS, "'2020-02-01'", "'2020-02-10'");
        var decisions = plan(QualityTable.DECISIONS, "'prod'", "'2020-02-01'", "'2020-02-10'");

        // Then
        assertThat(errors).contains("source_performance_").doesNotContain("Seq Scan");
        assertThat(truths).contains("source_performance_").doesNotContain("Seq Scan");
        assertThat(decisions).contains("eval_events_").doesNotContain("Seq Scan");
    }

    private static String plan(String sql, String... parameters) throws Exception {
        var bound = sql.formatted("AND city_code = 'ny'");
        for (int i = 0; i < parameters.length; i++) {
            bound = bound.replace("$" + (i + 1), parameters[i]);
        }
        return String.join("\n", read("EXPLAIN " + bound));
    }
}
