package prescient.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.database.Bulk;
import prescient.forecast.ServiceTest;
import prescient.forecast.calibration.WeightsTable;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.observation.StationReadingTable;
import prescient.forecast.prediction.PredictionTable;

/** What was written is known to be there without reading it, until any part of it is another one. */
@QuarkusTest
class HistoryRecordTableTest extends ServiceTest {

    private static final List<String> PREDICTION = List.of(
            "2026-03-08,ny,42.0000,,41.5,\"tomorrow, (new)\",40,,-3.250,,,,,,0.0,0.9,a\\b,,"
                    + "2026-03-07T23:10:00.250000-05:00,prod,blend,1.0,True,",
            "2026-03-08,il,,,,,,,,,,,,,,,é,tab\there,2026-03-07T12:00:00+00:00,,,,False,True");
    private static final List<String> WEIGHTS = List.of(
            "2026-03-02T06:10:00.000100+01:00,2026-03-01,ny,14,\"{\"\"consensus\"\": 0.30000000000000004}\"",
            "2026-03-02T00:10:00-05:00,2026-03-01,il,14,{}");

    private static final int BATCHES = 12;
    private static final int BATCH = 1000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    @Inject
    Bulk bulk;

    @Test
    void everyColumnAndThePlaceCount() throws SQLException {
        // Given
        assertThat(write(PredictionTable.KIND, PREDICTION).holds()).isTrue();

        // Then
        for (var other : List.of(
                "tmax_predicted = 42.000",
                "tmax_lstm = 0",
                "forecast_sources = 'tomorrow,(new)'",
                "run_ts_offset = -240",
                "refresh_history = false",
                "retrain_lstm = false",
                "legacy_position = 7",
                "run_ts = NEW.run_ts + interval '1 microsecond'")) {
            execute("TRUNCATE predictions");
            execute("CREATE FUNCTION stray() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " IF NEW.city_code = 'ny' THEN NEW." + other + "; END IF; RETURN NEW; END $$;"
                    + " CREATE TRIGGER stray BEFORE INSERT ON predictions FOR EACH ROW EXECUTE FUNCTION stray()");
            var written = write(PredictionTable.KIND, PREDICTION);
            execute("DROP FUNCTION stray CASCADE");
            assertThat(written.holds()).as(other).isFalse();
        }
    }

    @Test
    void batchesAreFoundWhereverPostgresPutsThem() {
        // Given a table that PostgreSQL makes longer by more than a batch needs
        var batches = Stream.iterate(0, i -> i < BATCHES, i -> i + 1)
                .map(HistoryRecordTableTest::batch)
                .toList();

        // When
        var written =
                batches.stream().map(lines -> write(WeightsTable.KIND, lines)).toList();

        // Then
        assertThat(written).allMatch(RecordStore.ReadAgain::holds);
    }

    @Test
    void aRowThatIsGoneIsMissed() throws SQLException {
        // Given
        var written = write(PredictionTable.KIND, PREDICTION);

        // When
        execute("DELETE FROM predictions WHERE city_code = 'il'");

        // Then
        assertThat(written.holds()).isFalse();
    }

    @Test
    void documentsByTheirLettersAndRowsBesideOthers() throws SQLException {
        // Given
        write(WeightsTable.KIND, List.of(WEIGHTS.getFirst()));
        var written = write(WeightsTable.KIND, List.of(WEIGHTS.getLast()));
        write(WeightsTable.KIND, List.of("2026-03-03T00:10:00-05:00,2026-03-02,il,14,{}"));

        // Then
        assertThat(written.holds()).isTrue();
        execute("UPDATE source_weights SET weights = '{ }'");
        assertThat(written.holds()).isFalse();
    }

    @Test
    void whatTookThePlaceOfAnotherRowIsLeftToTheComparison() {
        // Given
        write(WeightsTable.KIND, List.of("2026-03-02T00:10:00-05:00,2026-03-01,il,14,{\"a\":1}"));

        // Then
        assertThat(write(WeightsTable.KIND, WEIGHTS).holds()).isFalse();
    }

    @Test
    void soAreRowsOfATableInParts() {
        assertThat(write(StationReadingTable.KIND, List.of("2026-03-07T12:50:00-05:00,ny,KNYC,41.0,,,0.0,,-1.53,,"))
                        .holds())
                .isFalse();
    }

    @Test
    void aNumberThatIsPrintedOtherwiseIsLeftToTheComparison() {
        assertThat(write(PredictionTable.KIND, List.of(PREDICTION.getLast().replace("il,,", "il,4E1,")))
                        .holds())
                .isFalse();
    }

    private static List<String> batch(int number) {
        return Stream.iterate(0, i -> i < BATCH, i -> i + 1)
                .map(i -> "2026-03-02T06:10:00+01:00,%s,ny,14,\"{\"\"consensus\"\": 0.%d}\""
                        .formatted(FIRST_DAY.plusDays((long) number * BATCH + i), 1 + i))
                .toList();
    }

    private RecordStore.ReadAgain write(HistoryKind<?> kind, List<String> lines) {
        var records = new ArrayList<LegacyRecord>();
        for (var line : lines) {
            var sheet = CsvSheet.parse("sample", "header\r\n" + line + "\r\n");
            var fields = sheet.lines().getFirst().fields();
            var key = Objects.requireNonNull(kind.keyOf(fields));
            records.add(HistoryRecords.of(kind, key, fields, records.size()));
        }
        return new HistoryRecordTable(bulk, List.of(kind)).prepare(records).write();
    }
}
