package prescient.forecast.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.database.DatabasePulse;
import prescient.forecast.outside.Simulated;

/** Stations are asked by one replica, and what they said is kept once. */
@QuarkusTest
class PollDeskTest extends PollRig {

    @Inject
    DatabasePulse database;

    private PollJob job(PollDesk desk, Map<String, String> settings) {
        return new PollJob(desk, Simulated.config(PollConfig.class, "prescient.poll", settings), database, world);
    }

    @Test
    void theLastReadingOfEachCityIsKept() throws SQLException {
        // When
        var polled = desk("one").poll().orElseThrow();

        // Then
        assertThat(polled).isEqualTo(new Polled(4, 0, Map.of()));
        assertThat(read("SELECT city_code || ' ' || station || ' ' || source FROM forecast.observations ORDER BY 1"))
                .containsExactly("fl KMIA nws", "il KMDW nws", "ny KNYC nws", "tx KAUS nws");
        assertThat(read("SELECT count(*) FROM forecast.observations WHERE observed_high_today >= temperature_f"
                        + " AND projected_high >= observed_high_today AND trend_1h IS NOT NULL"
                        + " AND time_temp_will_max IS NOT NULL"))
                .containsExactly("4");
    }

    @Test
    void askedAgainNothingIsKeptTwice() throws SQLException {
        // Given
        var desk = desk("one");
        desk.poll();
        var before = read("SELECT o::text FROM forecast.observations o ORDER BY 1");

        // When
        var again = desk.poll().orElseThrow();

        // Then
        assertThat(again).isEqualTo(new Polled(0, 4, Map.of()));
        assertThat(read("SELECT o::text FROM forecast.observations o ORDER BY 1"))
                .isEqualTo(before);
        assertThat(readings("changed")).isEqualTo(4);
        assertThat(readings("repeated")).isEqualTo(4);
    }

    @Test
    void oneReplicaAsksUntilItEnds() throws SQLException {
        // Given
        var one = desk("one");
        var two = desk("two");

        // When
        boolean first = one.poll().isPresent();
        boolean besides = two.poll().isPresent();
        world.setClock(LATER);
        boolean still = one.poll().isPresent();
        one.close();
        var after = two.poll();

        // Then
        assertThat(first).isTrue();
        assertThat(besides).isFalse();
        assertThat(still).isTrue();
        assertThat(after).contains(new Polled(0, 4, Map.of()));
        assertThat(read("SELECT count(*) FROM forecast.observations")).containsExactly("8");
        assertThat(read("SELECT holder FROM forecast.job_lease WHERE job = 'observation-poll'"))
                .containsExactly("two");
    }

    @Test
    void aStationThatFailsCostsOnlyItsCity() throws SQLException {
        // Given
        world.fault("{\"kind\":\"http_500\",\"path\":\"/weather/weather.gov/stations/KMDW\"}");

        // When
        var polled = desk("one").poll().orElseThrow();

        // Then
        assertThat(polled).isEqualTo(new Polled(3, 0, Map.of("il", "the source answered HTTP 500")));
        assertThat(read("SELECT city_code FROM forecast.observations ORDER BY 1"))
                .containsExactly("fl", "ny", "tx");
        assertThat(readings("missing")).isEqualTo(1);
    }

    @Test
    void isOffUnlessItIsAskedFor() throws SQLException {
        // When
        job(desk("one"), Map.of()).run();

        // Then
        assertThat(Simulated.config(PollConfig.class, "prescient.poll", Map.of())
                        .every())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(read("SELECT holder FROM forecast.job_lease")).isEmpty();
        assertThat(read("SELECT count(*) FROM forecast.observations")).containsExactly("0");
    }

    @Test
    void asksAgainWhenItIsTime() {
        // Given
        var job = job(desk("one"), Map.of("enabled", "true"));
        job.run();

        // When
        job.run();
        double early = readings("changed") + readings("repeated");
        world.setClock(LATER);
        job.run();

        // Then
        assertThat(early).isEqualTo(4);
        assertThat(readings("changed") + readings("repeated")).isEqualTo(8);
    }
}
