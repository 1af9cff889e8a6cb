package prescient.forecast.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import prescient.database.DatabasePulse;

/** What runs by itself, in a simulated world. */
@QuarkusTest
class ScheduleJobTest extends CycleRig {

    @Inject
    DatabasePulse database;

    @Inject
    ScheduleConfig schedule;

    private ScheduleJob job(String instance) {
        return new ScheduleJob(desk(instance), cycles, cities, database, world, schedule);
    }

    @Test
    void isOffUnlessItIsAskedFor() throws SQLException {
        // When
        job("one").run();

        // Then
        assertThat(schedule.enabled()).isFalse();
        assertThat(rows("forecast_cycles")).isZero();
    }

    @Test
    void runsWhatIsDueOnceInWhicheverReplica() throws SQLException {
        // Given five past one in New York
        job("one").runDue();
        var before = everything();

        // When
        job("two").runDue();
        job("one").runDue();

        // Then
        assertThat(read("SELECT cycle_id FROM forecast.forecast_cycles ORDER BY 1"))
                .containsExactly("review-20260203T131500Z", "trade-20260203T180000Z");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void onlyCitiesWhoseClocksShowTheHourAreTraded() throws SQLException {
        // When
        job("one").runDue();
        var afterNewYork = read("SELECT DISTINCT city_code FROM forecast.decisions ORDER BY 1");
        world.setClock("2026-02-03T19:05:00Z");
        job("one").runDue();

        // Then
        assertThat(afterNewYork).containsExactly("fl", "ny");
        assertThat(read("SELECT DISTINCT city_code FROM forecast.decisions ORDER BY 1"))
                .containsExactly("fl", "il", "ny", "tx");
    }

    @Test
    void afterAStandstillTheNewestOfEachPartIsCaughtUp() throws SQLException {
        // Given
        job("one").runDue();
        world.setClock("2026-02-05T16:40:00Z");

        // When
        job("one").runDue();

        // Then
        assertThat(read("SELECT cycle_id FROM forecast.forecast_cycles WHERE started_at > '2026-02-04' ORDER BY 1"))
                .containsExactly("pulse-20260205T163000Z", "review-20260205T131500Z");
        assertThat(rows("eval_events WHERE trade_date = '2026-02-03' AND decision = 'trade'"
                        + " AND settlement_tmax_f IS NULL"))
                .isZero();
    }
}
