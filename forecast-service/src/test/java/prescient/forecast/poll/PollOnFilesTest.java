package prescient.forecast.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prescient.cutover.CutoverConfig;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.observation.LatestReadingsFile;
import prescient.forecast.observation.StationReadingFile;
import prescient.forecast.store.AllModesFiles;

/** While the legacy files are trusted, they hold what the legacy poller wrote. */
@QuarkusTest
@WithTestResource(PollOnFilesTest.OwnFiles.class)
class PollOnFilesTest extends PollRig {

    /** A folder that no other test class writes to. */
    public static class OwnFiles extends AllModesFiles {}

    @Inject
    CutoverConfig cutover;

    @Test
    void readingsAreInTheFilesOnce() throws Exception {
        // Given
        var folder = cutover.legacy().dir().orElseThrow();
        var history = folder.resolve("observations_history.csv");
        var desk = desk("one");
        desk.poll();
        var before = Files.readString(history);

        // When
        var again = desk.poll().orElseThrow();
        boolean isSame = Files.readString(history).equals(before);
        world.setClock(LATER);
        var later = desk.poll().orElseThrow();

        // Then
        assertThat(again).isEqualTo(new Polled(0, 4, Map.of()));
        assertThat(isSame).isTrue();
        assertThat(later).isEqualTo(new Polled(4, 0, Map.of()));
        var sheet = CsvSheet.read(history);
        var kept = StationReadingFile.LAYOUT.read(sheet).records();
        assertThat(sheet.header()).hasSize(11);
        assertThat(kept).hasSize(8);
        assertThat(LatestReadingsFile.read(Files.readString(folder.resolve("observations_latest.json")))
                        .readings())
                .containsExactlyInAnyOrderElementsOf(kept.subList(4, 8));
        assertThat(read("SELECT count(*) FROM forecast.observations")).containsExactly("0");
    }
}
