package prescient.forecast.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.forecast.lstm.LstmForTests;

/** Cycles with a model beside the providers. */
@QuarkusTest
class CycleModelTest extends CycleRig {

    @TempDir
    Path folder;

    @Test
    void aModelIsForecastGradedAndWeighedLikeTheOthers() throws Exception {
        // Given a prediction for one city, one that is none, and nothing for the rest
        var file = folder.resolve("predictions.csv");
        Files.writeString(file, """
            date,city,tmax_lstm
            2026-02-03,ny,35.12346
            2026-02-03,il,NaN
            2026-02-04,ny,36
            """);
        Files.setLastModifiedTime(file, FileTime.from(world.instant()));
        model = LstmForTests.with(world, file);

        // When
        var first = run("c1");
        world.setClock(WEDNESDAY);
        var second = run("c2");
        world.setClock("2026-02-04T16:00:00Z");
        var third = run("c3");

        // Then
        assertCompleted(first);
        assertCompleted(second);
        assertCompleted(third);
        assertThat(count(first, "pulse", "source_values")).isEqualTo(64 + 2);
        assertThat(count(first, "pulse", "sources_silent")).isEqualTo(6);
        assertThat(remark(first, "pulse"))
                .contains(
                        "lstm refused: NaN is no temperature", "lstm missing: it has no value for this day (5 times)");
        assertThat(read("SELECT tmax_lstm FROM forecast.predictions WHERE city_code = 'ny'"
                        + " AND trade_date = '2026-02-03'"))
                .containsExactly("35.1235");
        assertThat(read("SELECT city_code || ' ' || date || ' ' || predicted_tmax FROM forecast.source_performance"
                        + " WHERE source_name = 'lstm'"))
                .containsExactly("ny 2026-02-03 35.1235");
        assertThat(read("SELECT city_code FROM forecast.source_weights WHERE weights->>'lstm' IS NOT NULL"))
                .containsExactly("ny");
        // No weight before there was a grade.
        assertThat(read("SELECT weights_used LIKE '%lstm:%' FROM forecast.predictions WHERE city_code = 'ny'"
                        + " AND trade_date = '2026-02-04' ORDER BY run_ts"))
                .containsExactly("f", "f", "t");
        assertThat(read("SELECT sources_used LIKE '%lstm%' FROM forecast.intraday_snapshots WHERE city_code = 'ny'"
                        + " AND trade_date = '2026-02-04' ORDER BY snapshot_ts"))
                .containsExactly("t", "t", "t");
    }
}
