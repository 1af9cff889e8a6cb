package prescient.forecast.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.outside.OnePage;
import prescient.forecast.source.Source;
import prescient.forecast.truth.Truth;
import prescient.forecast.truth.TruthForTests;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;

/** A cycle from the first question to the weights, and what becomes of it when something fails. */
@QuarkusTest
class CycleDeskTest extends CycleRig {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);
    private static final LocalDate NEXT = DAY.plusDays(1);

    @Test
    void aCycleForecastsBothDaysOfEachCityAndDecidesOnTheFirst() throws SQLException {
        // When
        var cycle = run("c1");

        // Then
        assertCompleted(cycle);
        assertThat(cycle.steps()).extracting(Cycle.Step::name).containsExactlyElementsOf(Part.WHOLE.steps());
        assertThat(cycle.startedAt()).isEqualTo(TUESDAY);
        assertThat(count(cycle, "pulse", "source_values")).isEqualTo(64);
        assertThat(read("SELECT DISTINCT run_ts::text FROM forecast.predictions"))
                .hasSize(1);
        assertThat(rows("predictions WHERE conviction_score BETWEEN 0 AND 1")).isEqualTo(8);
        for (var day : List.of(DAY, NEXT)) {
            assertThat(rows("intraday_snapshots WHERE trade_date = '" + day + "' AND mean_forecast IS NOT NULL"))
                    .isEqualTo(4);
            assertThat(rows("predictions WHERE env = 'paper' AND trade_date = '" + day + "'"))
                    .isEqualTo(4);
        }
        assertThat(read("SELECT DISTINCT city_code FROM forecast.decisions WHERE env = 'paper'"))
                .hasSize(4);
        assertThat(read("SELECT DISTINCT trade_date::text FROM forecast.decisions"))
                .containsExactly(DAY.toString());
        int chosen = (int) count(cycle, "decision", "chosen");
        assertThat(chosen).isPositive();
        assertThat(rows("forecast_trades WHERE send_orders AND env = 'paper'")).isEqualTo(chosen);
        assertThat(rows("eval_events WHERE decision = 'trade' AND live")).isEqualTo(chosen);
        assertThat(count(cycle, "order", "orders_filled")).isEqualTo(chosen);
    }

    @Test
    void theSameCycleAgainChangesNothing() throws SQLException {
        // Given
        var first = run("c1");
        var before = everything();
        world.setClock(WEDNESDAY);

        // When
        var again = run("c1");

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void theNextDaySettlesMeasuresAndGradesTheDayBefore() throws SQLException {
        // Given
        int chosen = (int) count(run("c1"), "decision", "chosen");
        world.setClock(WEDNESDAY);

        // When
        var cycle = run("c2");

        // Then
        assertCompleted(cycle);
        var reports = TruthForTests.client(world);
        for (var city : LegacyCity.values()) {
            var truth = (Truth.Known) reports.reportFor(city.station(), DAY);
            assertThat(truths(cycle).get(city.code() + " " + DAY)).isEqualTo(truth.maximumF());
            assertThat(read("SELECT DISTINCT actual_tmax::integer FROM forecast.source_performance WHERE city_code = '"
                            + city.code() + "'"))
                    .containsExactly(String.valueOf(truth.maximumF()));
        }
        assertThat(count(cycle, "settlement", "settled")).isEqualTo(chosen);
        assertThat(rows("eval_events WHERE trade_date = '" + DAY + "' AND settlement_tmax_f IS NOT NULL"))
                .isEqualTo(chosen);
        assertThat(rows("eval_metrics WHERE env = '' AND trade_date = '" + DAY + "'"))
                .isPositive();
        assertThat(rows("eval_metrics WHERE env = 'paper' AND live AND metric_type = 'mae_f'"
                        + " AND source_name = 'consensus'"))
                .isEqualTo(chosen);
        assertThat(rows("eval_metrics WHERE env = 'paper' AND NOT live")).isZero();
        // Eight providers and the blend.
        assertThat(rows("source_performance WHERE date = '" + DAY + "'")).isEqualTo(4 * 9);
        assertThat(read("SELECT DISTINCT as_of::text FROM forecast.source_weights"))
                .containsExactly(DAY.toString());
        assertThat(rows("source_weights")).isEqualTo(4);
    }

    @Test
    void whatIsSettledStaysAsItIs() throws SQLException {
        // Given
        run("c1");
        world.setClock(WEDNESDAY);
        run("c2");
        var before = review();
        world.setClock("2026-02-04T16:00:00Z");

        // When
        var cycle = run("c3");

        // Then
        assertCompleted(cycle);
        assertThat(count(cycle, "settlement", "settled")).isEqualTo(0);
        assertThat(truths(cycle)).isEmpty();
        assertThat(review()).isEqualTo(before);
    }

    private static List<String> review() throws SQLException {
        return read("SELECT t::text FROM forecast.source_performance t UNION ALL"
                + " SELECT t::text FROM forecast.source_weights t UNION ALL"
                + " SELECT t::text FROM forecast.eval_metrics t UNION ALL"
                + " SELECT t::text FROM forecast.eval_events t WHERE trade_date = '2026-02-03' ORDER BY 1");
    }

    @Test
    void aReportThatIsNotOutIsSaidAndLookedForAgain() throws SQLException {
        // Given
        run("c1");
        world.setClock("2026-02-04T06:30:00Z");

        // When
        var early = run("c2");
        world.setClock("2026-02-05T15:00:00Z");
        var later = run("c3");

        // Then
        assertCompleted(early);
        assertThat(count(early, "settlement", "waiting")).isEqualTo(4);
        assertThat(remark(early, "settlement")).contains("ny 2026-02-03: ", "fl 2026-02-03: ");
        assertThat(truths(early)).isEmpty();
        assertCompleted(later);
        assertThat(truths(later).containsKey("ny " + DAY)).isTrue();
        assertThat(rows("eval_events WHERE trade_date = '" + DAY + "' AND decision = 'trade'"
                        + " AND settlement_tmax_f IS NULL"))
                .isZero();
    }

    @Test
    void aReportOfAnotherStationSettlesNothing() throws SQLException {
        // Given
        run("c1");
        world.setClock(WEDNESDAY);
        var text = "<pre>CLILAX\n...CLIMATE SUMMARY FOR FEBRUARY 3 2026...\nTEMPERATURE (F)\n YESTERDAY\n"
                + "  MAXIMUM         71\n</pre>";
        try (var page = new OnePage(text)) {
            // When
            var cycle = desk("one", TruthForTests.client(world, Map.of("url", page.url())))
                    .run(request("c2"));

            // Then
            assertCompleted(cycle);
            assertThat(remark(cycle, "settlement")).contains("of station LAX");
            assertThat(rows("eval_events WHERE settlement_tmax_f IS NOT NULL")).isZero();
            assertThat(rows("source_performance")).isZero();
        }
    }

    static List<Source> providers() {
        return Source.PROVIDERS;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aSourceThatFailsIsLeftOutAndSaid(Source source) throws SQLException {
        // Given
        world.fault("{\"kind\":\"http_500\",\"path\":\"/weather/%s\"}".formatted(source.text()));

        // When
        var cycle = run("c1");

        // Then
        assertCompleted(cycle);
        assertThat(count(cycle, "pulse", "source_values")).isEqualTo(7 * 8);
        assertThat(remark(cycle, "pulse")).contains(source.text() + " failed: ").contains("(8 times)");
        assertThat(rows("predictions WHERE tmax_predicted IS NOT NULL")).isEqualTo(8);
        assertThat(rows("predictions WHERE " + source.column() + " IS NOT NULL"))
                .isZero();
    }

    @Test
    void withoutAnySourceNothingIsDecidedButYesterdayIsSettled() throws SQLException {
        // Given
        run("c1");
        world.setClock(WEDNESDAY);
        for (var source : Source.PROVIDERS) {
            world.fault("{\"kind\":\"http_500\",\"path\":\"/weather/%s\"}".formatted(source.text()));
        }
        log.expect("step pulse of cycle c2 failed");

        // When
        var cycle = run("c2");

        // Then
        assertThat(cycle.status()).isEqualTo("failed");
        assertThat(statuses(cycle))
                .containsExactly("failed", "skipped", "skipped", "skipped", "completed", "completed", "completed");
        assertThat(rows("predictions WHERE trade_date > '" + NEXT + "'")).isZero();
        assertThat(rows("source_performance")).isEqualTo(4 * 9);
    }

    @Test
    void withoutTheVenueNothingIsDecided() throws SQLException {
        // Given
        world.fault("{\"kind\":\"http_500\",\"path\":\"/kalshi\"}");
        log.expect("step decision of cycle c1 failed");

        // When
        var cycle = run("c1");

        // Then
        assertThat(statuses(cycle))
                .containsExactly("completed", "completed", "failed", "skipped", "completed", "completed", "completed");
        assertThat(remark(cycle, "decision")).contains("ny: KXHIGHNY-26FEB03");
        assertThat(rows("decisions")).isZero();
        assertThat(rows("predictions")).isEqualTo(8);
    }

    @Test
    void aCycleThatWasCutOffGoesOnBehindItsLastStep() throws SQLException {
        // Given
        run("c1");
        var whole = everything();
        // The lease keeps the service's own job from going on with it.
        try (var lease = leases.acquire(CycleTable.LEASE, "one").orElseThrow()) {
            execute("UPDATE forecast_cycles SET status = 'running', finished_at = NULL,"
                    + " steps = json_build_array(steps->0, steps->1)");
            execute("TRUNCATE decisions, eval_events, forecast_trades, forecast_orders");
            world.fault("{\"kind\":\"http_500\",\"path\":\"/weather/open-meteo\"}");

            // When
            int resumed = desk("one").resume();

            // Then
            assertThat(resumed).isEqualTo(1);
            assertThat(lease.token()).isPositive();
        }
        assertThat(withoutCycles(everything())).isEqualTo(withoutCycles(whole));
        assertThat(read("SELECT status FROM forecast.forecast_cycles")).containsExactly("completed");
    }

    private static List<String> withoutCycles(List<String> rows) {
        return rows.stream().filter(row -> !row.startsWith("forecast_cycles")).toList();
    }

    @Test
    void twoReplicasAtOnceDoItOnce() throws Exception {
        // Given
        var replicas = List.of(desk("one"), desk("two"));
        List<Callable<String>> tasks = replicas.stream()
                .<Callable<String>>map(desk -> () -> outcome(desk))
                .toList();

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads.invokeAll(tasks).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (InterruptedException | ExecutionException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();

            // Then
            assertThat(outcomes).contains("completed").isSubsetOf("completed", "CYCLE_RUNNING");
        }
        assertThat(rows("forecast_cycles")).isEqualTo(1);
        assertThat(rows("intraday_snapshots")).isEqualTo(8);
        assertThat(desk("two").run(request("c1"))).isEqualTo(desk("one").run(request("c1")));
        assertThat(world.registry()
                        .get("prescient.forecast.cycles")
                        .tag("status", "completed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static String outcome(CycleDesk desk) {
        try {
            return desk.run(request("c1")).status();
        } catch (Refused refused) {
            return refused.problem().toString();
        }
    }

    @Test
    void anIdIsOneCycleAndOrdersAreForPaperOnly() throws SQLException {
        // Given
        run("c1");
        var desk = desk("one");

        // Then
        assertThatThrownBy(() -> desk.run(new CycleRequest("c1", "demo", null, null, null)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(RequestProblem.CONTENT_DIFFERS));
        assertThatThrownBy(() -> desk.run(new CycleRequest("c2", "demo", true, null, null)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(CycleProblem.NO_ORDERS));
        assertThat(rows("forecast_cycles")).isEqualTo(1);
    }

    @Test
    void aReviewAsksNoSource() throws SQLException {
        // When
        var cycle = desk("one").run(new CycleRequest("r1", null, null, null, Part.REVIEW));

        // Then
        assertCompleted(cycle);
        assertThat(cycle.steps()).extracting(Cycle.Step::name).containsExactlyElementsOf(Part.REVIEW.steps());
        assertThat(rows("intraday_snapshots")).isZero();
    }
}
