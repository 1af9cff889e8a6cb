package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts of a suite whose gateway is a fake. */
class ForecastsCommandTest extends GatewayTest {

    /** Late in the evening of the 7th in New York, where days are told. */
    private static final String NEWEST = """
            {"items": [{"cycle_id": "c1", "status": "completed", "parameters": {"env": "paper", "live": true},
              "started_at": "2026-03-08T03:30:00Z", "finished_at": null, "steps": [{"name": "pulse"}]}],
             "next_cursor": null}""";

    private static final String PREDICTIONS = """
            {"il": {"date": "2026-03-07", "city": "il", "tmax_predicted": 37.9075, "spread_f": null, "env": "paper",
              "tmax_open_meteo": 38.0000},
             "ny": {"date": "2026-03-07", "city": "ny", "tmax_predicted": 46.90, "spread_f": 0.9267, "env": "paper",
              "tmax_open_meteo": 46.8000}}""";

    @Test
    void predictionsOfTheNewestCyclesDayAreATable() {
        // Given
        answers(200, NEWEST);
        then(200, PREDICTIONS);

        // When
        var code = run("forecasts");

        // Then
        assertThat(code).isZero();
        assertThat(asked)
                .containsExactly("GET /forecast/cycles?limit=1", "GET /forecast/predictions?trade_date=2026-03-07");
        assertThat(output()).isEqualTo("""

                predictions
                city  date        env    tmax_predicted  spread_f
                il    2026-03-07  paper         37.9075         -
                ny    2026-03-07  paper           46.90    0.9267
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "snapshots --city ny --limit 5|/forecast/intraday-snapshots?trade_date=2026-03-07&limit=5&city=ny",
                "observations --city ny|/cities/ny/observations?day=2026-03-07&limit=100",
                "decisions --days 7|/forecast/decisions?trade_date=2026-03-07&days=7",
                "decisions --city il|/forecast/decisions?trade_date=2026-03-07&days=30&city=il",
                "allocation|/forecast/allocation-scores?trade_date=2026-03-07",
                "quality --days 7 --env prod|/forecast/calibration?from=2026-03-01&to=2026-03-07&env=prod",
                "cities|/cities?limit=100",
                "CYCLES --limit 3|/forecast/cycles?limit=3",
                "cycle --cycle c:1|/forecast/cycles/c%3A1"
            })
    void everyQuestionHasItsRoute(String words, String path) throws IOException {
        // Given
        answers(200, NEWEST);

        // When
        var code = run(("forecasts " + words + " --day 2026-03-07 --json").split(" ", -1));

        // Then
        assertThat(code).isZero();
        assertThat(asked).containsExactly("GET " + path);
        assertThat(new ObjectMapper().readTree(output()).at("/items/0/cycle_id").asText())
                .isEqualTo("c1");
    }

    @Test
    void aRunIsAskedForOnceAndFailsWhenTheCycleDoes() {
        // Given
        answers(200, """
                {"cycle_id": "mine", "status": "failed", "steps": [
                  {"name": "pulse", "status": "failed", "counts": {"cities": 4}, "message": "no source answered"}]}""");

        // When
        var code = run("forecasts", "run", "--cycle", "mine", "--part", "pulse", "--dry-run");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(asked)
                .containsExactly("POST /forecast/cycles {\"cycle_id\":\"mine\",\"part\":\"pulse\",\"live\":false}");
        assertThat(output()).contains("status    failed", "no source answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forecasts snapshots", "forecasts cycle", "forecasts weather", "forecasts --day yesterday"})
    void whatIsMissingOrWrongIsNamedBeforeAnythingIsAsked(String words) {
        // When
        var code = run(words.split(" ", -1));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutACycleADayHasToBeNamedAndARefusalIsAFailure() {
        // Given
        answers(200, "{\"items\": []}");
        then(404, "{\"code\": \"NO_SUCH_CITY\", \"detail\": \"there is no city zz\", \"hint\": \"GET /cities\"}");

        // When
        var unnamed = run("forecasts", "decisions");
        var refused = run("forecasts", "quality", "--city", "zz", "--day", "2026-03-07");

        // Then
        assertThat(List.of(unnamed, refused)).containsExactly(2, 1);
        assertThat(asked).hasSize(2);
    }
}
