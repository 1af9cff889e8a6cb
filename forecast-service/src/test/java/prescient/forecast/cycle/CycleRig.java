package prescient.forecast.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import prescient.forecast.ServiceTest;
import prescient.forecast.city.CityTable;
import prescient.forecast.cycle.Cycle.Step;
import prescient.forecast.kalshi.KalshiForTests;
import prescient.forecast.lstm.LstmDesk;
import prescient.forecast.lstm.LstmForTests;
import prescient.forecast.metric.EnvironmentMetricTable;
import prescient.forecast.order.OrderDesk;
import prescient.forecast.order.OrderTable;
import prescient.forecast.order.OrdersForTests;
import prescient.forecast.outside.Simulated;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.settle.SettlementStationTable;
import prescient.forecast.source.SourcesForTests;
import prescient.forecast.store.ForecastStore;
import prescient.forecast.store.TrustedStore;
import prescient.forecast.truth.TruthClient;
import prescient.forecast.truth.TruthForTests;
import prescient.lease.LeaseDesk;

/** Cycles on real tables and a simulated world whose clock the tests set. */
abstract class CycleRig extends ServiceTest {

    /** Half past one in New York, half past twelve in Chicago. */
    static final String TUESDAY = "2026-02-03T18:05:00Z";

    /** All final reports of Tuesday are out. */
    static final String WEDNESDAY = "2026-02-04T15:00:00Z";

    private static final List<String> TABLES = List.of(
            "intraday_snapshots",
            "predictions",
            "decisions",
            "eval_events",
            "forecast_trades",
            "eval_metrics",
            "source_performance",
            "source_weights",
            "forecast_orders",
            "forecast_cycles");

    final Simulated world = new Simulated(TUESDAY);

    final OrdersForTests neighbours = new OrdersForTests();

    /** Without a file, unless a test says otherwise. */
    LstmDesk model = LstmForTests.without(world);

    @Inject
    CityTable cities;

    @Inject
    TrustedStore trusted;

    @Inject
    ForecastStore store;

    @Inject
    EnvironmentMetricTable metrics;

    @Inject
    SettlementStationTable stations;

    @Inject
    PredictionTable predictions;

    @Inject
    CycleTable cycles;

    @Inject
    OrderTable orders;

    @Inject
    LeaseDesk leases;

    @Inject
    CycleConfig config;

    @BeforeEach
    void nobodyHoldsTheLease() throws SQLException {
        execute("DELETE FROM job_lease");
    }

    @AfterEach
    void endTheWorld() {
        world.close();
    }

    CycleDesk desk(String instance) {
        return desk(instance, TruthForTests.client(world));
    }

    OrderDesk orderDesk() {
        return neighbours.desk(orders, trusted, store, world.registry(), world);
    }

    CycleDesk desk(String instance, TruthClient truths) {
        return desk(instance, truths, config);
    }

    CycleDesk desk(String instance, TruthClient truths, CycleConfig config) {
        var pulses = new PulseDesk(cities, SourcesForTests.desk(world), model, trusted, store, predictions);
        var decide = new DecideDesk(
                pulses, KalshiForTests.client(world), trusted, store, metrics, orders, orderDesk(), config);
        var grades = new GradeDesk(trusted, store, config);
        var review = new ReviewDesk(stations, truths, trusted, store, metrics, grades, orderDesk(), config);
        return new CycleDesk(
                cycles,
                new StepDesk(pulses, decide, review),
                leases,
                world,
                config,
                new CycleMeters(world.registry()),
                instance);
    }

    Cycle run(String id) {
        return desk("one").run(request(id));
    }

    static CycleRequest request(String id) {
        return new CycleRequest(id, null, null, null, null);
    }

    static List<String> statuses(Cycle cycle) {
        return cycle.steps().stream().map(Step::status).toList();
    }

    static Object count(Cycle cycle, String step, String name) {
        return cycle.step(step).orElseThrow().counts().get(name);
    }

    static String remark(Cycle cycle, String step) {
        return String.valueOf(cycle.step(step).orElseThrow().message());
    }

    static Map<?, ?> truths(Cycle cycle) {
        return (Map<?, ?>) count(cycle, "settlement", "truths");
    }

    /** Every row of every table. */
    static List<String> everything() throws SQLException {
        var all = new ArrayList<String>();
        for (var table : TABLES) {
            all.addAll(read("SELECT '" + table + "' || t::text FROM forecast." + table + " t ORDER BY 1"));
        }
        return all;
    }

    static int rows(String tableAndWhere) throws SQLException {
        return Integer.parseInt(
                read("SELECT count(*) FROM forecast." + tableAndWhere).getFirst());
    }

    static void assertCompleted(Cycle cycle) {
        assertThat(statuses(cycle)).as(cycle.steps().toString()).containsOnly("completed");
        assertThat(cycle.status()).isEqualTo("completed");
    }
}
