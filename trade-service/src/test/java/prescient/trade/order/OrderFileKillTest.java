package prescient.trade.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyRecord;
import prescient.json.JsonSettings;
import prescient.legacy.ForeignWriter;
import prescient.legacy.WriterLock;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.cutover.TradingFile;
import prescient.trade.order.Execution.Status;
import prescient.trade.testing.LegacyFolderCopy;

/** A process that is killed while an order goes through the files loses nothing and does nothing twice. */
class OrderFileKillTest {

    private static final Instant NOW = Instant.parse("2025-10-20T15:02:45.884042Z");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> killedWhileBuying() {
        // Given
        var trading = new TradingFile(folder, ZoneOffset.UTC);
        var orders = new OrderFile(trading, JsonSettings.mapper());
        orders.record(List.of(intent("o1", Order.Side.OPEN)), "paper", NOW);
        var intended = LegacyFolderCopy.of(folder);
        orders.end(List.of(filled("o1")), NOW);
        var filled = LegacyFolderCopy.of(folder);
        trading.close();

        // When, then
        return statesBetween(intended, filled).stream()
                .map(state -> DynamicTest.dynamicTest(state.name, () -> goesOn(state.copy, "o1", "open", 1)));
    }

    @TestFactory
    Stream<DynamicTest> killedWhileClosing() {
        // Given
        var trading = new TradingFile(folder, ZoneOffset.UTC);
        var orders = new OrderFile(trading, JsonSettings.mapper());
        orders.record(List.of(intent("o1", Order.Side.OPEN)), "paper", NOW);
        orders.end(List.of(filled("o1")), NOW);
        orders.record(List.of(intent("x1", Order.Side.CLOSE)), "paper", NOW);
        var intended = LegacyFolderCopy.of(folder);
        orders.end(List.of(filled("x1")), NOW);
        var closed = LegacyFolderCopy.of(folder);
        trading.close();

        // When, then
        return statesBetween(intended, closed).stream()
                .map(state -> DynamicTest.dynamicTest(state.name, () -> goesOn(state.copy, "x1", "closed", 2)));
    }

    @Test
    void whatADifferentFileDoesNotShowDidNotHappen() {
        // Given
        var trading = new TradingFile(folder, ZoneOffset.UTC);
        var orders = new OrderFile(trading, JsonSettings.mapper());
        orders.record(List.of(intent("o1", Order.Side.OPEN)), "paper", NOW);
        var before = LegacyFolderCopy.of(folder);
        orders.end(List.of(filled("o1")), NOW);
        var after = LegacyFolderCopy.of(folder);
        trading.close();

        // When
        var restarted = new OrderFile(before.with(after).restarted(), JsonSettings.mapper());

        // Then
        assertThat(restarted.find(List.of("o1")).get("o1").status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOrderPendingUntilItCan() throws IOException {
        // Given
        var trading = new TradingFile(folder, ZoneOffset.UTC);
        var orders = new OrderFile(trading, JsonSettings.mapper());
        orders.record(List.of(intent("o1", Order.Side.OPEN)), "paper", NOW);
        Files.writeString(folder.resolve("trades"), "no folder");

        // When
        assertThatThrownBy(() -> orders.end(List.of(filled("o1")), NOW)).isInstanceOf(UncheckedIOException.class);
        var pending = orders.pendingSince(NOW, 10);
        Files.delete(folder.resolve("trades"));
        orders.end(List.of(filled("o1")), NOW);
        trading.close();

        // Then
        assertThat(pending).hasSize(1);
        goesOn(LegacyFolderCopy.of(folder), "o1", "open", 1);
    }

    private record State(String name, LegacyFolderCopy copy) {}

    /** Every state a kill can leave: each file as before or as after, and the journal torn at any byte in between. */
    private static List<State> statesBetween(LegacyFolderCopy before, LegacyFolderCopy after) {
        var states = new ArrayList<State>();
        states.add(new State("before anything", before));
        states.add(new State("announced, file not written", before.with(after)));
        states.add(new State("file written, journal as before", after.with(before)));
        states.add(new State("all written", after));
        int from = before.journalLength();
        int to = after.journalLength();
        for (int bytes = from; bytes < to; bytes += 1 + (to - from) / 40) {
            states.add(new State(
                    "journal torn at byte " + bytes + ", file as before",
                    before.with(after).torn(bytes)));
            states.add(new State("journal torn at byte " + bytes + ", file as after", after.torn(bytes)));
        }
        return states;
    }

    private static void goesOn(LegacyFolderCopy killed, String orderId, String status, int fills) {
        // When
        var trading = killed.restarted();
        var orders = new OrderFile(trading, JsonSettings.mapper());
        var pending = orders.pendingSince(NOW, 10);
        orders.end(
                pending.stream().map(stored -> filled(stored.order().orderId())).toList(), NOW.plusSeconds(9));

        // Then
        assertThat(orders.pendingSince(NOW.plusSeconds(99), 10)).isEmpty();
        assertThat(orders.find(List.of(orderId)).get(orderId).execution(true).traded())
                .isTrue();
        var records = new ArrayList<LegacyRecord>();
        trading.read(records::add);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().value().path("status").asText()).isEqualTo(status);
        assertThat(records.getFirst().value().path("timestamp").asText()).isEqualTo("2025-10-20T15:02:45.884042");
        assertThat(trading.<Integer>ask(draft -> (int) draft.state().messages().stream()
                        .filter(message -> message.path("topic").asText().equals("fill"))
                        .count()))
                .isEqualTo(fills);
        trading.close();
    }

    private static Intent intent(String id, Order.Side side) {
        return intent(id, side, 1);
    }

    private static Intent intent(String id, Order.Side side, int portfolio) {
        var opens = side == Order.Side.OPEN;
        var order = new Order(
                id,
                opens ? "trade-" + id : "trade-o1",
                side,
                portfolio,
                opens ? "s1" : null,
                null,
                opens ? "m-" + id : "m-o1",
                "Rain?",
                Action.BUY_YES,
                Money.of("100"),
                opens ? null : new Quantity(new BigDecimal("200")),
                new Price(opens ? BigDecimal.ONE : BigDecimal.ZERO),
                BigDecimal.ZERO,
                "because",
                null,
                null,
                null,
                null);
        return new Intent(order, new Price(new BigDecimal("0.5")), Status.PENDING, null, null);
    }

    private static Ending filled(String id) {
        var fill = new Fill(
                "fill-" + id + "-1",
                new Price(new BigDecimal("0.5")),
                new Quantity(new BigDecimal("200")),
                Money.of("100"),
                Money.ZERO,
                NOW);
        return new Ending(id, Status.FILLED, null, null, fill);
    }

    @Test
    void aTradeThatVanishedWhileNobodyLookedIsRefusedUntilTheFileIsPutBack() throws IOException {
        // Given
        var trading = bought("o1");
        var file = LegacyFolderCopy.trades(folder);
        var whole = Files.readString(file);
        trading.close();
        Files.writeString(file, "[]");
        var restarted = new TradingFile(folder, ZoneOffset.UTC);
        var orders = new OrderFile(restarted, JsonSettings.mapper());

        // When
        assertThatThrownBy(() -> orders.record(List.of(intent("o2", Order.Side.OPEN)), "paper", NOW))
                .isInstanceOf(ForeignWriter.class)
                .hasMessageContaining("trade-o1");
        assertThatThrownBy(() -> restarted.each(row -> {})).isInstanceOf(ForeignWriter.class);
        var trouble = restarted.trouble();
        Files.writeString(file, whole);
        var found = orders.find(List.of("o1"));

        // Then
        assertThat(trouble).contains("trade-o1");
        assertThat(found.get("o1").status()).isEqualTo(Status.FILLED);
        restarted.close();
    }

    @Test
    void whatSomebodyElseWroteCountsOnceItIsReadAgain() throws IOException {
        // Given
        var trading = bought("o1");
        var orders = new OrderFile(trading, JsonSettings.mapper());
        var file = LegacyFolderCopy.trades(folder);
        var whole = Files.readString(file);
        Files.writeString(file, whole.replace("Rain?", "Rain, says another program?"));
        orders.record(List.of(intent("o2", Order.Side.OPEN)), "paper", NOW);
        assertThatThrownBy(() -> orders.end(List.of(filled("o2")), NOW)).isInstanceOf(ForeignWriter.class);
        assertThatThrownBy(() -> orders.find(List.of("o2"))).isInstanceOf(ForeignWriter.class);

        // When
        trading.read(record -> {});
        orders.end(List.of(filled("o2")), NOW);

        // Then
        assertThat(Files.readString(file)).contains("Rain, says another program?", "trade-o2");
        assertThat(trading.trouble()).isNull();
        trading.close();
    }

    @Test
    void readingAgainDoesNotAcceptALoss() throws IOException {
        // Given
        var trading = bought("o1");
        var orders = new OrderFile(trading, JsonSettings.mapper());
        Files.writeString(LegacyFolderCopy.trades(folder), "[]");
        orders.record(List.of(intent("o2", Order.Side.OPEN)), "paper", NOW);
        assertThatThrownBy(() -> orders.end(List.of(filled("o2")), NOW)).isInstanceOf(ForeignWriter.class);

        // When, then
        assertThatThrownBy(() -> trading.read(record -> {}))
                .isInstanceOf(ForeignWriter.class)
                .hasMessageContaining("trade-o1");
        trading.close();
    }

    @Test
    void anotherSuiteThatWasOnlyThereForAMomentIsNoIntruder() {
        // Given
        var trading = new TradingFile(folder, ZoneOffset.UTC);
        var source = new TradingFile(folder.resolve("other"), ZoneOffset.UTC);
        var lock = WriterLock.acquire(folder, "trades");
        assertThatThrownBy(() -> trading.replace(source)).isInstanceOf(ForeignWriter.class);
        assertThatThrownBy(() -> trading.write(List.of())).isInstanceOf(ForeignWriter.class);
        assertThatThrownBy(() -> trading.takeOver(List.of())).isInstanceOf(ForeignWriter.class);

        // When
        lock.close();
        trading.replace(source);

        // Then
        assertThat(trading.<Integer>ask(draft -> draft.state().orders().size())).isZero();
        trading.close();
        source.close();
    }

    @Test
    void whileTheFilesFollowNothingUnfinishedIsKeptInThem() {
        // Given
        var trading = bought("o1");
        var orders = new OrderFile(trading, JsonSettings.mapper());
        orders.record(List.of(intent("o2", Order.Side.OPEN)), "paper", NOW);
        var source = new TradingFile(folder.resolve("other"), ZoneOffset.UTC);
        trading.each(row -> source.change(draft -> {
            draft.open(row.value(), row.notes());
            return true;
        }));

        // When
        trading.replace(source);

        // Then
        assertThat(orders.pendingSince(NOW, 10)).isEmpty();
        assertThat(orders.find(List.of("o1", "o2"))).containsOnlyKeys("o1");
        assertThat(trading.<Integer>ask(draft -> draft.state().messages().size()))
                .isZero();
        trading.close();
        source.close();
    }

    @Test
    void anOrderOfAnotherPortfolioIsDeniedWhereverItComesFrom() {
        // Given
        var trading = new TradingFile(folder, ZoneOffset.UTC);
        var orders = new OrderFile(trading, JsonSettings.mapper());

        // When
        var stored = orders.record(List.of(intent("o1", Order.Side.OPEN, 2)), "paper", NOW);

        // Then
        assertThat(stored.answer()).isEmpty();
        assertThat(orders.pendingSince(NOW, 10)).isEmpty();
        var denied = orders.find(List.of("o1")).get("o1");
        assertThat(denied.status()).isEqualTo(Status.DENIED);
        assertThat(denied.code()).isEqualTo("PORTFOLIO_NOT_FOUND");
        trading.close();
    }

    @Test
    void anEndedTradeLeavesNothingBehindInMemory() {
        // Given
        var trading = bought("o1");
        var orders = new OrderFile(trading, JsonSettings.mapper());
        orders.record(List.of(intent("x1", Order.Side.CLOSE)), "paper", NOW);

        // When
        orders.end(List.of(filled("x1")), NOW);

        // Then
        assertThat(trading.<String>ask(draft -> String.valueOf(draft.state().closingOf("trade-o1"))))
                .isEqualTo("null");
        assertThat(orders.record(List.of(intent("x2", Order.Side.CLOSE)), "paper", NOW)
                        .answer())
                .isEmpty();
        trading.close();
    }

    @Test
    void whatMayBeLostInACrashDoesNotPileUp() throws IOException {
        // Given
        var trading = bought("o1");
        var line = JsonSettings.mapper().createObjectNode().put("topic", "fill");
        line.putArray("ids").add("fill-o1-1");
        var before = Files.size(LegacyFolderCopy.journal(folder));

        // When
        for (int i = 0; i < 1500; i++) {
            trading.changeLater("delivered", line);
        }

        // Then
        assertThat(Files.size(LegacyFolderCopy.journal(folder))).isGreaterThan(before + 1000);
        trading.close();
    }

    private TradingFile bought(String orderId) {
        var trading = new TradingFile(folder, ZoneOffset.UTC);
        var orders = new OrderFile(trading, JsonSettings.mapper());
        orders.record(List.of(intent(orderId, Order.Side.OPEN)), "paper", NOW);
        orders.end(List.of(filled(orderId)), NOW);
        return trading;
    }
}
