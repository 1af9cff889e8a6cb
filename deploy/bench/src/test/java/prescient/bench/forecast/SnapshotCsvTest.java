package prescient.bench.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCsvTest {

    private static final int ROWS = 1_000;

    @TempDir
    Path folder;

    @Test
    void everyRowHasAKeyOfItsOwnAndAllColumns() throws IOException {
        // When
        SnapshotCsv.write(folder, ROWS);

        // Then
        var lines = Files.readString(folder.resolve("intraday_forecasts.csv")).split("\r\n", -1);
        var columns = lines[0].split(",", -1).length;
        var keys = new HashSet<String>();
        for (int row = 1; row <= ROWS; row++) {
            var fields = lines[row].split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            assertThat(fields).hasSize(columns);
            assertThat(OffsetDateTime.parse(fields[0]).toLocalDate()).hasToString(fields[2]);
            keys.add(fields[0] + fields[1]);
        }
        assertThat(lines).hasSize(ROWS + 2);
        assertThat(keys).hasSize(ROWS);
    }

    @Test
    void isTheSameEachTime() throws IOException {
        // Given
        var other = folder.resolve("other");

        // When
        SnapshotCsv.write(folder, ROWS);
        SnapshotCsv.write(other, ROWS);

        // Then
        assertThat(folder.resolve("intraday_forecasts.csv"))
                .hasSameBinaryContentAs(other.resolve("intraday_forecasts.csv"));
    }
}
