package prescient.bench.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacyFilesTest {

    @TempDir
    Path folder;

    @Test
    void tradesAreWrittenToTheByteAsTheLegacyProgramWouldWriteThem() throws Exception {
        // When
        LegacyFiles.write(folder, 100);
        // Then
        var text = Files.readString(folder.resolve("trades/paper_trades.json"));
        assertThat(text).startsWith("""
                [
                  {
                    "trade_id": "trade_20251020_170245_1000000",
                    "timestamp": "2025-10-01T00:00:00.000001",
                """).contains("""
                    "realized_pnl": null
                  },
                  {
                    "trade_id": "trade_20251020_170245_1000001",
                """).endsWith("\n    \"realized_pnl\": null\n  }\n]");
        var trades = new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(text);
        assertThat(trades).hasSize(100);
        for (var trade : trades) {
            // Otherwise its text would not be the shortest, which is what Python writes.
            assertThat(trade.path("confidence").asText()).doesNotEndWith("0");
            assertThat(trade.path("entry_price").asText()).doesNotEndWith("0").hasSizeLessThanOrEqualTo(18);
        }
    }
}
