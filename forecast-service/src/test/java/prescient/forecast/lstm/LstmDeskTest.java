package prescient.forecast.lstm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.forecast.city.LegacyCity;
import prescient.forecast.outside.Simulated;
import prescient.forecast.source.Absence;
import prescient.forecast.source.Maximum;
import prescient.forecast.source.Maximum.Said;
import prescient.forecast.source.Maximum.Silent;
import prescient.forecast.source.Source;
import prescient.forecast.source.SourceReport.Line;
import prescient.testing.StrictLog;

/** The model's file counts as a source, or it is said why not. */
class LstmDeskTest {

    private static final String NOW = "2026-02-03T15:10:00Z";
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 3);
    private static final String HEADER = "date,city,tmax_predicted,tmax_lstm\r\n";

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    Path folder;

    private final Simulated world = new Simulated(NOW);

    @AfterEach
    void stop() {
        world.close();
    }

    private Path file() {
        return folder.resolve("predictions.csv");
    }

    private List<Maximum> ask(String content) throws IOException {
        return ask(content, NOW);
    }

    private List<Maximum> ask(String content, String writtenAt) throws IOException {
        Files.writeString(file(), content);
        Files.setLastModifiedTime(file(), FileTime.from(Instant.parse(writtenAt)));
        return ask(LstmForTests.with(world, file()));
    }

    private static List<Maximum> ask(LstmDesk desk) {
        var lines = desk.ask(Simulated.city(LegacyCity.NY), TODAY);
        assertThat(lines).extracting(Line::day).containsExactly(TODAY, TODAY.plusDays(1));
        assertThat(lines).extracting(Line::source).containsOnly(Source.LSTM);
        return lines.stream().map(Line::maximum).toList();
    }

    private static Silent silent(Absence absence, String reason) {
        return new Silent(absence, reason);
    }

    @Test
    void withoutAFileItIsNoSource() {
        assertThat(LstmForTests.without(world).ask(Simulated.city(LegacyCity.NY), TODAY))
                .isEmpty();
        assertThat(world.registry().find("prescient.source.values").counters()).isEmpty();
        assertThat(Simulated.config(LstmConfig.class, "prescient.lstm", Map.of())
                        .oldest())
                .isEqualTo(Duration.ofHours(36));
    }

    @Test
    void theLastLineAboutACityAndDayCounts() throws IOException {
        // When
        var said = ask(HEADER
                + "2026-02-03,ny,30.0,31.0\r\n"
                + "2026-02-03,il,30.0,20.0\r\n"
                + "2026-02-03,ny,30.0,32.5\r\n"
                + "2026-02-04,NY,30.0,33.25\r\n");

        // Then
        assertThat(said).containsExactly(new Said(32.5), new Said(33.25));
        assertThat(world.registry()
                        .get("prescient.source.values")
                        .tags("source", "lstm", "outcome", "said")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void columnsAreFoundByName() throws IOException {
        // When
        var said = ask("""
                tmax_lstm,note,date,run_ts,city
                31.5,"a, b",2026-02-03,2026-02-03T06:00:00-05:00,ny
                ,,2026-02-04,2026-02-03T06:00:00-05:00,ny
                """.replace("\n", "\r\n"));

        // Then
        assertThat(said).containsExactly(new Said(31.5), silent(Absence.MISSING, "it has no value for this day"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(ask(LstmForTests.with(world, folder.resolve("absent.csv"))))
                .containsOnly(silent(Absence.FAILED, "its file is not there"));
        assertThat(ask(LstmForTests.with(world, folder))).containsOnly(silent(Absence.FAILED, "its file is not there"));
    }

    @Test
    void whatIsStaleIsLeftOutByTheTimeOfItsRunOrOfTheFile() throws IOException {
        // Given
        var old = "2026-02-02T03:09:59Z";
        var stale = silent(Absence.MISSING, "its prediction is older than PT36H");

        // Then
        assertThat(ask(HEADER + "2026-02-03,ny,30.0,31.0\r\n", old))
                .containsExactly(stale, silent(Absence.MISSING, "it has no value for this day"));
        assertThat(ask("date,city,tmax_lstm,run_ts\r\n2026-02-03,ny,31.0," + old + "\r\n2026-02-04,ny,32.0,"
                        + "2026-02-02T03:10:00Z\r\n"))
                .containsExactly(stale, new Said(32.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'date,city,tmax_lstm|2026-02-03,ny,31.';its file is cut off: the last line has no end",
                "'date,city,tmax_lstm|2026-02-03,ny,31.0|2026-02-04,ny|';line 3 of its file has 2 fields instead of 3",
                "'date,city,tmax_predicted|2026-02-03,ny,31.0|';its file has no column tmax_lstm",
                "'';its file has no column date",
                "'date,city,tmax_lstm|soon,ny,31.0|';line 2 of its file has no day or time",
                "'date,city,tmax_lstm,run_ts|2026-02-03,ny,31.0,soon|';line 2 of its file has no day or time"
            })
    void nothingCountsOfAFileThatIsNotWhole(String content, String reason) throws IOException {
        assertThat(ask(content.replace("|", "\r\n"))).containsOnly(silent(Absence.FAILED, reason));
    }

    @Test
    void anOpenQuoteIsNoFile() throws IOException {
        assertThat(ask(HEADER + "2026-02-03,\"ny,30.0,31.0\r\n"))
                .allSatisfy(maximum -> assertThat(maximum.outcome()).isEqualTo("failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "inf", "-Infinity", "1e308", "150.01", "-50.01", "warm"})
    void whatIsNoTemperatureIsRefused(String text) throws IOException {
        // When
        var said = ask(HEADER + "2026-02-03,ny,30.0," + text + "\r\n2026-02-04,ny,30.0,33.0\r\n");

        // Then
        assertThat(said.get(0).outcome()).isEqualTo("refused");
        assertThat(said.get(1)).isEqualTo(new Said(33.0));
    }
}
