package prescient.local.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.local.LauncherProblem;

class LegacyFilesTest {

    private static final List<CutoverFeature> TRADING = CutoverFeature.all().subList(0, 6);

    @TempDir
    Path legacy;

    @Test
    void withoutAFolderThereAreNoLegacyFiles() {
        // When, Then
        assertThat(LegacyFiles.of(Map.of())).isEmpty();
        assertThat(LegacyFiles.of(Map.of(LegacyFiles.FOLDER_VARIABLE, " "))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PRESCIENT_CUTOVER_MODE, file-only, true",
        "PRESCIENT_CUTOVER_MODE, dual-write, true",
        "PRESCIENT_CUTOVER_MODE, database-read, true",
        "PRESCIENT_CUTOVER_MODE, database-only, false",
        "USE_DATABASE_WRITE, false, true",
        "USE_DATABASE_WRITE, TRUE, true",
        "USE_DATABASE_WRITE, y, true",
        "USE_DATABASE_WRITE, ' ', false",
        "ENABLE_PG_WRITE, 1, true",
        "SOMETHING_ELSE, true, false"
    })
    void theFirstModeSaysWhetherPostgresIsNeeded(String variable, String value, boolean without) {
        // When
        var files = files(Map.of(variable, value));
        // Then
        assertThat(files.workWithoutDatabase()).isEqualTo(without);
        assertThat(files.undecided()).isEqualTo(TRADING);
    }

    @Test
    void theOldSwitchesMeanWhatTheyMeanToTheServices() {
        // Given
        var both = Map.of("USE_DATABASE_WRITE", "y", "USE_DATABASE_READ", "on");
        var withoutFallback = new HashMap<>(both);
        withoutFallback.put("DATABASE_FALLBACK_TO_JSON", "no");
        // When, Then
        assertThat(files(Map.of("USE_DATABASE_WRITE", "n")).initialMode()).hasValue("file-only");
        assertThat(files(Map.of("USE_DATABASE_WRITE", "y")).initialMode()).hasValue("dual-write");
        assertThat(files(both).initialMode()).hasValue("database-read");
        assertThat(files(withoutFallback).initialMode()).hasValue("database-only");
        assertThatThrownBy(() -> files(Map.of("USE_DATABASE_READ", "true")))
                .isInstanceOfSatisfying(
                        LauncherProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("CONTRADICTORY_SWITCHES"));
    }

    @Test
    void whatWasDecidedCountsMoreThanTheFirstMode() throws IOException {
        // Given
        write("trade-service", "{\"features\":{\"trades\":{\"mode\":\"database-only\",\"revision\":7}}}");
        // When
        var files = files(Map.of(LegacyFiles.MODE_VARIABLE, "file-only"));
        // Then
        assertThat(files.modes()).containsEntry("trades", "database-only").containsEntry("events", "file-only");
        assertThat(files.workWithoutDatabase()).isFalse();
        assertThat(files.undecided()).hasSize(5).doesNotContain(CutoverFeature.TRADES);
    }

    @Test
    void allFeaturesMustBeKnownToWorkWithoutPostgres() throws IOException {
        // Given
        write("trade-service", "{\"features\":{\"trades\":{\"mode\":\"file-only\"}}}");
        assertThat(files(Map.of()).workWithoutDatabase()).isFalse();
        write(
                "signal-service",
                "{\"features\":{\"signals\":{\"mode\":\"file-only\"},"
                        + "\"signal_archives\":{\"mode\":\"database-read\"}}}");
        write(
                "portfolio-service",
                "{\"features\":{\"portfolio\":{\"mode\":\"file-only\"},"
                        + "\"portfolio_history\":{\"mode\":\"dual-write\"}}}");
        write("market-ingest-service", "{\"features\":{\"events\":{\"mode\":\"file-only\"}}}");
        // When, Then
        assertThat(files(Map.of()).workWithoutDatabase()).isTrue();
        assertThat(files(Map.of()).undecided()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "predictions_history.csv, FORECASTS",
        "Data/hourly_forecasts.csv, FORECASTS",
        "Data/weights_history.csv, CALIBRATION",
        "eval_history.csv, DECISIONS",
        "Data/observations_history.csv, OBSERVATIONS"
    })
    void aFeatureOfTheWeatherCountsWhereItHasFiles(String file, CutoverFeature feature) throws IOException {
        // Given
        var path = legacy.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
        Files.writeString(path.resolveSibling("notes.csv"), "");
        var expected = new ArrayList<>(TRADING);
        expected.add(feature);
        // When
        var files = files(Map.of());
        // Then
        assertThat(files.features()).isEqualTo(expected);
        assertThat(files.undecided()).isEqualTo(expected);
    }

    @Test
    void onlyFeaturesWithFilesDecideWhetherPostgresIsNeeded() throws IOException {
        // Given
        var told = Map.of(LegacyFiles.MODE_VARIABLE, "file-only");
        write("forecast-service", "{\"features\":{\"calibration\":{\"mode\":\"database-only\"}}}");
        var before = files(told).workWithoutDatabase();
        // When
        Files.writeString(legacy.resolve("source_performance.csv"), "");
        // Then
        assertThat(before).isTrue();
        assertThat(files(told).workWithoutDatabase()).isFalse();
        assertThat(files(told).undecided()).isEqualTo(TRADING);
    }

    @Test
    void whatCannotBeReadIsLeftToTheService() throws IOException {
        // Given
        write("trade-service", "{\"features\":");
        // When, Then
        assertThat(files(Map.of(LegacyFiles.MODE_VARIABLE, "file-only")).workWithoutDatabase())
                .isTrue();
    }

    private LegacyFiles files(Map<String, String> more) {
        var variables = new HashMap<>(more);
        variables.put(LegacyFiles.FOLDER_VARIABLE, legacy.toString());
        return LegacyFiles.of(variables).orElseThrow();
    }

    private void write(String service, String modes) throws IOException {
        var folder = Files.createDirectories(legacy.resolve(".prescient"));
        Files.writeString(folder.resolve("modes-" + service + ".json"), modes);
    }
}
