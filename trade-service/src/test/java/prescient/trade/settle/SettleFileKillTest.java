package prescient.trade.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyRecord;
import prescient.trade.cutover.TradingFile;
import prescient.trade.testing.LegacyFolderCopy;

/** A process that is killed while it settles settles once. */
class SettleFileKillTest {

    private static final Instant NOW = Instant.parse("2025-10-21T00:00:00Z");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> killedWhileSettling() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("trades"));
        Files.writeString(folder.resolve("trades/paper_trades.json"), """
                [{"trade_id": "t1", "timestamp": "2025-10-20T17:02:45", "market_id": "m1", "market_question": "Old?",
                  "action": "buy_yes", "amount": 100, "entry_price": 0.8, "confidence": 0.3, "reason": "r",
                  "status": "open", "event_id": null, "event_title": null, "event_end_date": null,
                  "current_pnl": 0.0, "realized_pnl": null}]""");
        var trading = new TradingFile(folder, ZoneOffset.UTC);
        var settle = new SettleFile(trading);
        settle.openMarkets();
        var before = LegacyFolderCopy.of(folder);
        settle.settle(List.of(new Resolution("m1", "yes")), NOW);
        var after = LegacyFolderCopy.of(folder);
        trading.close();

        // When, then
        return Stream.of(before, before.with(after), after)
                .map(state -> DynamicTest.dynamicTest("killed", () -> settlesOnce(state)));
    }

    private static void settlesOnce(LegacyFolderCopy killed) {
        // When
        var trading = killed.restarted();
        new SettleFile(trading).settle(List.of(new Resolution("m1", "yes")), NOW);

        // Then
        var records = new ArrayList<LegacyRecord>();
        trading.read(records::add);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().value().path("status").asText()).isEqualTo("settled");
        assertThat(records.getFirst().value().path("realized_pnl").decimalValue())
                .isEqualByComparingTo("25");
        assertThat(trading.<Integer>ask(draft -> draft.state().messages().size()))
                .isOne();
        assertThat(records.getFirst().notes()).containsEntry("exit_price", "1");
        trading.close();
    }
}
