package prescient.forecast.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import prescient.cutover.CutoverConfig;
import prescient.forecast.store.AllModesFiles;

/** Cycles while the legacy files are trusted: their records are there, the cycles themselves in the database. */
@QuarkusTest
@WithTestResource(CycleOnFilesTest.OwnFiles.class)
class CycleOnFilesTest extends CycleRig {

    /** A folder that no other test class writes to. */
    public static class OwnFiles extends AllModesFiles {}

    @Inject
    CutoverConfig cutover;

    @Test
    void whatTheNextDayNeedsIsFoundInTheFiles() throws SQLException, IOException {
        // Given
        int chosen = (int) count(run("c1"), "decision", "chosen");
        world.setClock(WEDNESDAY);

        // When
        var cycle = run("c2");

        // Then
        assertCompleted(cycle);
        assertThat(count(cycle, "settlement", "settled")).isEqualTo(chosen);
        assertThat(count(cycle, "calibration", "grades")).isEqualTo(4 * 9);
        assertThat(lines("intraday_forecasts.csv")).isEqualTo(1 + 16);
        assertThat(lines("source_performance.csv")).isEqualTo(1 + 4 * 9);
        assertThat(lines("weights_history.csv")).isEqualTo(1 + 4);
        assertThat(lines("daily_metrics.csv")).isGreaterThan(1);
        assertThat(rows("eval_events")).isZero();
        assertThat(rows("forecast_cycles WHERE status = 'completed'")).isEqualTo(2);
    }

    private int lines(String file) throws IOException {
        return Files.readAllLines(cutover.legacy().dir().orElseThrow().resolve(file))
                .size();
    }
}
