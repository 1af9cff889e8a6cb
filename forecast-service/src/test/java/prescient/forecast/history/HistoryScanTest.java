package prescient.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.SnapshotTable;

/** The last row of a key counts, in whatever letters and layout that stands there, as where all is kept in memory. */
class HistoryScanTest {

    private static final List<String> TIMES = List.of(
            "2026-03-07T07:00:00-05:00",
            "2026-03-07 12:00:00Z",
            "2026-03-07T07:00:00",
            " 2026-03-07T13:00:00+01:00",
            "2026-03-06T23:30:00.000100-05:00",
            "2026-03-07T04:30:00.000100+00:00",
            "2026-03-07T24:00:00-05:00",
            "noon",
            "");
    private static final List<String> CITIES = List.of("ny", "NY", " ny", "fl", "il", "");
    private static final List<String> DAYS = List.of("2026-03-07", "2026-03-08", " 2026-03-07", "2026-02-30", "");
    private static final List<String> NUMBERS = List.of("41.5000", "40", "", "4e1", "999", "nan");

    @TempDir
    Path folder;

    @Test
    void snapshotsOfBothLayouts() throws IOException {
        walk(SnapshotTable.INTRADAY, random -> {
            var providers = Stream.generate(() -> one(NUMBERS, random)).limit(random.nextBoolean() ? 8 : 4);
            return join(Stream.of(
                    Stream.of(one(TIMES, random), one(CITIES, random), one(DAYS, random), one(NUMBERS, random), "1.5"),
                    providers,
                    Stream.of("a", "b")));
        });
    }

    @Test
    void predictionsOfSixLayoutsAndShiftedOnes() throws IOException {
        walk(PredictionTable.KIND, random -> {
            var first = Stream.of(one(DAYS, random), one(CITIES, random), "41", "40", "39");
            var rest = random.nextBoolean()
                    ? Stream.of("all", "1", "2", "3", "4", "5", "6", "7", "8", "0.5", "0.9", "x", "y")
                    : random.nextBoolean()
                            ? Stream.of("0.5", "0.9", "all", "1", "2", "3", "4", "5", "6", "7", "8", "x", "y")
                            : Stream.of("all", "1", "2", "3", "4", "0.5", "0.9", "x", "y");
            var run = Stream.of(one(TIMES, random), one(List.of("prod", " prod", ""), random), "m", "", "True", "no");
            return join(Stream.of(first, rest, run));
        });
    }

    @Test
    void tradesWhoseFlagHasManyNames() throws IOException {
        walk(
                TradeRecordTable.KIND,
                random -> join(Stream.of(
                        Stream.of(one(TIMES, random), "prod", one(DAYS, random), one(CITIES, random)),
                        Stream.of("S", "E", one(List.of("M", "M ", "N"), random), "", one(NUMBERS, random), "yes"),
                        Stream.of(one(List.of("1", "01", "x"), random), "40", "60"),
                        Stream.of(one(List.of("True", "true", "1", "False", "no", ""), random)))));
    }

    private <T> void walk(HistoryKind<T> kind, Function<Random, String> row) throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            // Given
            var random = new Random(seed);
            var layout = kind.layout();
            var text = new StringBuilder(
                            String.join(",", layout.shapes().getFirst().columns()))
                    .append("\r\n");
            for (int i = 0; i < 150; i++) {
                text.append(row.apply(random)).append("\r\n");
            }
            Files.writeString(folder.resolve(kind.file()), text);

            // When
            var records = new HistoryFiles(Optional.of(folder)).of(kind).records();

            // Then
            var whole =
                    layout.read(CsvSheet.parse(kind.file(), text.toString())).lastOfEachKey();
            assertThat(records)
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .isEqualTo(whole.records().stream()
                            .filter(record -> layout.key(record) != null)
                            .toList());
        }
    }

    private static String one(List<String> of, Random random) {
        // The first ones are what most rows have, so that they are known when others come.
        return of.get(random.nextInt(3) > 0 ? 0 : random.nextInt(of.size()));
    }

    private static String join(Stream<Stream<String>> parts) {
        return parts.flatMap(part -> part).collect(Collectors.joining(","));
    }
}
