package prescient.portfolio.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.Changed;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.legacy.PythonJson;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.portfolio.FakeMarket;
import prescient.portfolio.FreshTables;
import prescient.portfolio.books.PortfolioFeature;
import prescient.portfolio.books.PortfolioFile;
import prescient.testing.PostgresForTests;
import prescient.testing.StrictLog;

/** The same bookings in the file and in the tables: what one store tells the other makes it the same. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class BothStoresTest {

    private static final Instant NOW = Instant.parse("2025-11-20T10:00:00.123456Z");
    private static final long SEED = 20_251_120;

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PortfolioFeature feature;

    @Inject
    @SuppressWarnings("NullAway.Init")
    BookingTable table;

    @SuppressWarnings("NullAway.Init")
    private PortfolioFile file;

    @BeforeEach
    void bothEmpty() throws SQLException {
        FreshTables.awaitMigrated();
        FreshTables.reset();
        file = open(folder);
    }

    @AfterEach
    void close() throws SQLException {
        file.close();
        FreshTables.reset();
    }

    @Test
    void anUnusedDatabaseAndAnAbsentFileAreAlike() {
        assertThat(records(feature.database())).isEmpty();
        assertThat(records(file)).isEmpty();
    }

    @Test
    void whatIsMirroredMakesTheTablesTheSame() throws SQLException {
        // Given
        var random = new Random(SEED);
        var names = new ArrayList<String>();

        for (int step = 0; step < 60; step++) {
            // When
            var changed = step(random, names, step);
            if (random.nextInt(4) > 0) {
                feature.database().write(changed);
            }
        }
        feature.database().write(records(file));

        // Then
        assertThat(values(feature.database())).isEqualTo(values(file));
        assertThat(notes(feature.database())).isEqualTo(notes(file));
        assertThat(FreshTables.isBalanced()).isTrue();
    }

    @Test
    void aRepeatIsKnownInWhicheverStoreIsTrustedNext() throws IOException {
        // Given
        var opened = fill("one", Fill.Side.OPEN, "100", "200", "0.5");
        var closed = fill("part", "one", Fill.Side.CLOSE, "0", "50", "0.6");
        var other = new Settlement("both-s-two", "both-trade-two", Settlement.Resolution.WON, NOW);
        feature.database().write(book(opened).records());
        feature.database()
                .write(book(fill("two", Fill.Side.OPEN, "10", "20", "0.5")).records());
        feature.database().write(book(closed).records());
        var paid = settle(other);
        feature.database().write(paid.records());

        // When: the tables are trusted, and later the file again
        var again = table.fill(List.of(opened, closed)).await().indefinitely();
        var settled = table.settle(List.of(other)).await().indefinitely();
        var third = table.fill(List.of(fill("three", Fill.Side.OPEN, "10", "20", "0.5")))
                .await()
                .indefinitely();
        file.replace(feature.database());
        file.close();

        // Then
        assertThat(again.stream().map(Fill.Result::outcome)).containsOnly(BookingOutcome.REPEATED);
        assertThat(again.getLast().realizedPnl()).isEqualTo(Money.of("4.99"));
        assertThat(settled.getFirst().outcome()).isEqualTo(BookingOutcome.REPEATED);
        assertThat(settled.getFirst().payout()).isEqualTo(paid.answer().payout());
        assertThat(third.getFirst().outcome()).isEqualTo(BookingOutcome.BOOKED);
        file = open(folder);
        for (var one : List.of(opened, closed, fill("three", Fill.Side.OPEN, "10", "20", "0.5"))) {
            assertThat(book(one).answer().outcome()).isEqualTo(BookingOutcome.REPEATED);
        }
        assertThat(settle(other).answer().outcome()).isEqualTo(BookingOutcome.REPEATED);
        assertThat(values(file)).isEqualTo(values(feature.database()));
        assertThat(Files.readString(folder.resolve("trades/portfolio.json"))).contains("\"status\": \"settled\"");
    }

    @Test
    void importedPositionsAreClosedAndSettledAsAnyOther() throws IOException, SQLException {
        // Given
        Files.createDirectories(folder.resolve("trades"));
        Files.writeString(folder.resolve("trades/portfolio.json"), """
                {"balance": 9700.5, "positions": [
                  {"trade_id": "old-1", "market_id": "m-1", "market_question": "?", "action": "buy_yes",
                   "amount": 100, "entry_price": 0.8, "entry_timestamp": "2025-10-20T17:02:45.884042",
                   "status": "open", "current_pnl": 0.0},
                  {"trade_id": "old-2", "market_id": "m-2", "market_question": "?", "action": "buy_no",
                   "amount": 100, "entry_price": 0.5, "entry_timestamp": "2025-10-20T17:02:45.884042",
                   "status": "closed", "current_pnl": 1.5}],
                 "total_invested": 300.0, "total_profit_loss": 1.5, "trade_count": 3,
                 "created_at": "2025-10-20T17:02:45", "last_updated": "2025-10-20T17:02:45"}""");
        feature.database().write(records(file));
        var settlement = new Settlement("both-s-old", "old-1", Settlement.Resolution.WON, NOW);

        // When
        var inTables = table.settle(List.of(settlement)).await().indefinitely().getFirst();
        var inFile = settle(settlement);

        // Then
        assertThat(inTables.outcome()).isEqualTo(BookingOutcome.BOOKED);
        assertThat(inTables.payout()).isEqualTo(Money.of("125"));
        assertThat(inFile.answer()).isEqualTo(inTables);
        assertThat(FreshTables.isBalanced()).isTrue();
        var before = values(feature.database());
        feature.database().write(records(file));
        assertThat(value(feature.database(), "1"))
                .contains("\"balance\": 9825.5,", "\"total_invested\": 300.0,", "\"trade_count\": 3,");
        assertThat(before.keySet()).isEqualTo(values(file).keySet());
        assertThat(values(feature.database())).isEqualTo(values(file));
    }

    @Test
    void whatWasImportedWithoutItsBookingsIsBookedOnceWhenTheyCome() throws IOException, SQLException {
        // Given
        book(fill("one", Fill.Side.OPEN, "100", "200", "0.5"));
        book(fill("two", Fill.Side.OPEN, "10", "20", "0.5"));
        book(fill("sold", "two", Fill.Side.CLOSE, "0", "20", "0.6"));
        var plain = Files.createDirectories(folder.resolve("plain"));
        Files.copy(folder.resolve("trades/portfolio.json"), plain.resolve("portfolio.json"));
        feature.database().write(records(feature.file(new LegacyFolder(plain, ZoneOffset.UTC))));
        var imported = values(feature.database());

        // When
        feature.database().write(records(file));
        feature.database().write(records(file));

        // Then
        assertThat(imported).isEqualTo(values(file));
        assertThat(values(feature.database())).isEqualTo(values(file));
        assertThat(FreshTables.isBalanced()).isTrue();
        var again = table.fill(List.of(fill("sold", "two", Fill.Side.CLOSE, "0", "20", "0.6")))
                .await()
                .indefinitely();
        assertThat(again.getFirst().outcome()).isEqualTo(BookingOutcome.REPEATED);
    }

    private List<LegacyRecord> step(Random random, List<String> names, int step) {
        if (names.isEmpty() || random.nextInt(3) == 0) {
            names.add("n" + step);
            return book(fill("n" + step, Fill.Side.OPEN, "33.33", "66.66", "0.5"))
                    .records();
        }
        var name = names.get(random.nextInt(names.size()));
        return switch (random.nextInt(3)) {
            case 0 ->
                book(fill("a" + step, name, Fill.Side.OPEN, "7", "10", "0.7")).records();
            case 1 ->
                book(fill("c" + step, name, Fill.Side.CLOSE, "0", "13.7", "0.61"))
                        .records();
            default ->
                settle(new Settlement("both-s" + step, "both-trade-" + name, Settlement.Resolution.VOID, NOW))
                        .records();
        };
    }

    private Changed<Fill.Result> book(Fill fill) {
        return file.change(draft -> new FillBooking(draft, NOW).book(fill));
    }

    private Changed<Settlement.Result> settle(Settlement settlement) {
        return file.change(draft -> new SettlementBooking(draft, NOW).book(settlement));
    }

    private static Fill fill(String name, Fill.Side side, String amount, String shares, String price) {
        return fill(name, name, side, amount, shares, price);
    }

    /** Ids are of this class alone: the tables of all tests are the same, and a transaction's id is of all portfolios. */
    private static Fill fill(String name, String trade, Fill.Side side, String amount, String shares, String price) {
        return new Fill(
                "both-fill-" + name,
                "both-order-" + name,
                "both-trade-" + trade,
                1,
                "m-" + trade,
                "?",
                Fill.Action.BUY_YES,
                side,
                Money.of(amount),
                new Quantity(new BigDecimal(shares)),
                Price.of(price),
                Money.of("0.01"),
                NOW,
                null);
    }

    private static PortfolioFile open(Path folder) {
        return new PortfolioFile(
                new LegacyFolder(folder, ZoneOffset.UTC), ZoneOffset.UTC, true, InstantSource.fixed(NOW));
    }

    private static List<LegacyRecord> records(RecordStore store) {
        var records = new ArrayList<LegacyRecord>();
        store.read(records::add);
        return records;
    }

    private static String value(RecordStore store, String key) {
        return values(store).get("portfolio " + key);
    }

    private static Map<String, String> values(RecordStore store) {
        var values = new LinkedHashMap<String, String>();
        records(store).forEach(one -> values.put(one.collection() + " " + one.key(), PythonJson.text(one.value())));
        return values;
    }

    /** Of the positions, without what each store numbers itself. */
    private static Map<String, String> notes(RecordStore store) {
        var notes = new LinkedHashMap<String, String>();
        records(store).stream()
                .filter(one -> one.collection().equals("positions"))
                .forEach(one -> {
                    var own = new java.util.TreeMap<>(one.notes());
                    own.computeIfPresent(
                            "bookings",
                            (key, text) ->
                                    text.replaceAll("\"n\" ?: ?\\d+,? ?", "").replace(" ", ""));
                    notes.put(one.collection() + " " + one.key(), own.toString());
                });
        return notes;
    }
}
