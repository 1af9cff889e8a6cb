package prescient.forecast.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every historic form of the tables is read by the names of its columns; what is none is named with its place. */
class FingerprintFileTest {

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void pairsOfColumnsAreReadByName() throws IOException {
        // Given
        var file = file(
                "btc_fingerprint_directional_momentum_-05.csv",
                ",<= -0.50%,>= +0.25%,<= -0.25%,>= +0.50%\n1m TTC,0.1,2,3,0.2\n2m TTC,0.4,5,6,0.5\n");

        // When
        var set = FingerprintFile.read(List.of(file));

        // Then
        assertThat(set.buckets())
                .containsEntry(
                        -5, new Fingerprint(new double[] {0.25, 0.5}, new double[] {2, 0.2, 5, 0.5}, new double[] {
                            3, 0.1, 6, 0.4
                        }));
        assertThat(set.symbol()).isEqualTo("BTC");
        assertThat(set.usable()).isFalse();
    }

    @Test
    void columnsOfADatabaseDumpAreReadByName() throws IOException {
        // Given
        var file = file("eth_fingerprint_directional_baseline.csv", "ttc,pos_0_00,neg_0_00\n1,50.5,49.5\n");

        // When
        var set = FingerprintFile.read(List.of(file));

        // Then
        assertThat(set.baseline())
                .isEqualTo(new Fingerprint(new double[] {0}, new double[] {50.5}, new double[] {49.5}));
    }

    @Test
    void theOldestFormTellsNoDirections() throws IOException {
        // Given
        var file = file("btc_fingerprint_baseline.csv", ",>= 0.25%,>= 0.50%\n1m TTC,1.41,0.18\n");

        // When
        var table = FingerprintFile.read(file);

        // Then
        assertThat(table.directional()).isFalse();
        assertThat(table.whole()).isFalse();
        assertThatThrownBy(() -> table.down(60, 0.25)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",>= +0.25%\\n1m TTC,1\\n | pairs",
                ",>= +0.25%,<= -0.25%,odd\\n1m TTC,1,2,3\\n | unknown meaning",
                ",>= +0.25%,<= -0.25%\\n2m TTC,1,2\\n | line 2 is not of minute 1",
                ",>= +0.25%,<= -0.25%\\n1m TTC,1\\n | line 2 has another width",
                ",>= +0.25%,<= -0.25%\\n1m TTC,1,x\\n | line 2 has no number in field 3",
                ",>= +0.25%,<= -0.25%\\n1m TTC,1,NaN\\n | line 2 has no number in field 3",
                ",>= +0.25%,<= -0.25%\\n1m TTC,1,2 | cut off",
                ",>= +0.25%,<= -0.25%\\n1m TTC,1,200\\n | no percentage",
                ",>= +0.25%,>= +0.25%,<= -0.25%\\n1m TTC,1,2,3\\n | twice",
                ",>= +0.25%,<= -0.25%\\n | widths"
            })
    void whatIsNoFingerprintIsNamedWithItsPlace(String content, String reason) throws IOException {
        // Given
        var file = file("btc_fingerprint_directional_momentum_000.csv", content.replace("\\n", "\n"));

        // When, Then
        assertThatThrownBy(() -> FingerprintFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("btc_fingerprint_directional_momentum_000.csv")
                .hasMessageContaining(reason);
    }

    @Test
    void setsAreFoldersAndOtherFilesAreNone() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("a/b"));
        file("a/btc_fingerprint_directional_baseline.csv", FingerprintsForTests.csv(50, 50));
        file("a/eth_fingerprint_directional_baseline.csv", FingerprintsForTests.csv(50, 50));
        file("a/b/btc_fingerprint_directional_momentum_007.csv", FingerprintsForTests.csv(50, 50));
        file("a/b/notes.csv", "x\n");

        // When
        var sets = FingerprintFile.sets(folder);

        // Then
        assertThat(sets)
                .extracting(files -> FingerprintFile.setName(files.getFirst()) + " "
                        + FingerprintFile.symbol(files.getFirst()) + " " + files.size())
                .containsExactly("a BTC 1", "a ETH 1", "b BTC 1");
    }
}
