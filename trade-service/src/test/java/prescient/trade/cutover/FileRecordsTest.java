package prescient.trade.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.legacy.ForeignWriter;

@QuarkusTest
@TestProfile(WithFiles.class)
class FileRecordsTest extends TradeRecordsContract {

    @TempDir
    Path folder;

    private final List<TradingFile> opened = new ArrayList<>();

    @AfterEach
    void giveUp() {
        opened.forEach(TradingFile::close);
    }

    @Override
    RecordStore store() {
        return live();
    }

    private TradingFile live() {
        var live = new TradingFile(folder, ZONE);
        opened.add(live);
        return live;
    }

    @Test
    void theNextProcessFindsRecordsAndNotes() {
        // Given
        var records = List.of(record("b", 0, "open", Map.of("order_id", "o1")), ended("c", 1));
        var first = live();
        first.write(records);
        first.close();

        // When
        var next = live();

        // Then
        assertThat(read(next)).isEqualTo(records);
    }

    @Test
    void theWholeFileIsReplacedWithItsNotes() {
        // Given
        var source = live();
        source.write(List.of(record("b", 0, "open", Map.of("order_id", "o1"))));
        var target = new TradingFile(folder.resolve("other"), ZONE);
        opened.add(target);
        target.write(List.of(record("x", 0, "open", Map.of()), record("y", 1, "open", Map.of())));

        // When
        target.replace(source);

        // Then
        assertThat(read(target)).isEqualTo(read(source));
        assertThat(target.<Boolean>ask(draft -> draft.trades().holds("mx"))).isFalse();
        assertThat(target.<Boolean>ask(draft -> draft.trades().holds("mb"))).isTrue();
    }

    @Test
    void twoWritersAreRefused() {
        // Given
        read(live());

        // When, then
        assertThatThrownBy(() -> read(live())).isInstanceOf(ForeignWriter.class);
    }

    @Test
    void anExportHasTheOtherZonesTimesAndNoNotes() {
        // Given
        var source = live();
        source.write(List.of(record("b", 0, "open", Map.of("order_id", "o1"))));
        var export = new TradesFolderFile(new LegacyFolder(folder.resolve("out"), java.time.ZoneId.of("UTC")), ZONE);

        // When
        export.replace(source);

        // Then
        assertThat(folder.resolve("out/trades/paper_trades.json"))
                .content()
                .contains("\"timestamp\": \"2025-10-20T15:02:45.884042\"");
        assertThat(read(export))
                .extracting(LegacyRecord::value)
                .containsExactly(record("b", 0, "open", Map.of()).value());
        assertThat(read(export)).extracting(LegacyRecord::notes).containsExactly(Map.of());
    }

    @Test
    void aFolderWithAJournalIsImportedWithItsNotes() {
        // Given
        var live = live();
        var value = record("b", 0, "open", Map.of()).value();
        live.change(draft -> {
            draft.open(value, Notes.of(Map.of("order_id", "o1")));
            return true;
        });

        // When
        var folderAsSource = new TradesFolderFile(new LegacyFolder(folder, ZONE), ZONE);

        // Then
        assertThat(read(folderAsSource)).containsExactly(record("b", 0, "open", Map.of("order_id", "o1")));
    }
}
