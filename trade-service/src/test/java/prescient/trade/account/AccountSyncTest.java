package prescient.trade.account;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.trade.account.WalkDesk.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;
import prescient.trade.account.SyncReport.Difference;
import prescient.trade.account.SyncReport.Walked;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.testing.AccountDatabase;
import prescient.trade.testing.FakeKalshi.Reply;

/** The copy of an account, and what once went wrong with it. */
class AccountSyncTest {

    private static final Instant NOON = Instant.parse("2025-07-28T12:00:00Z");

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private AccountRig rig;
    private KalshiClient account;

    @BeforeEach
    void start() {
        rig = new AccountRig();
        account = rig.account("demo", 50);
    }

    @AfterEach
    void stop() {
        account.close();
        rig.close();
    }

    private static String fill(int number) {
        return fill("f" + number, "o" + number, "KX-A", "yes", 1, 40, NOON.plusSeconds(number));
    }

    private static String fill(String id, String order, String ticker, String side, int count, int yes, Instant at) {
        return """
               {"trade_id":"%s","order_id":"%s","ticker":"%s","side":"%s","action":"buy","count":%d,"yes_price":%d,
                "no_price":%d,"is_taker":true,"created_time":"%s"}
               """.formatted(id, order, ticker, side, count, yes, 100 - yes, at);
    }

    private static String[] fillsNewestFirst(int from, int to) {
        return IntStream.iterate(to, n -> n >= from, n -> n - 1)
                .mapToObj(AccountSyncTest::fill)
                .toArray(String[]::new);
    }

    private static String order(String id, String status, int filled, Instant created, Instant updated) {
        return """
               {"order_id":"%s","client_order_id":"c-%s","ticker":"KX-A","status":"%s","side":"yes","action":"buy",
                "yes_price":40,"no_price":60,"initial_count":10,"fill_count":%d,"remaining_count":%d,"taker_fees":2,
                "created_time":"%s","last_update_time":"%s"}
               """.formatted(id, id, status, filled, 10 - filled, created, updated);
    }

    private static String settlement(String ticker, Instant at, int revenue) {
        return """
               {"ticker":"%s","market_result":"yes","yes_count":1,"yes_total_cost":40,"no_count":0,"no_total_cost":0,
                "revenue":%d,"settled_time":"%s"}
               """.formatted(ticker, revenue, at);
    }

    private static Walked of(SyncReport report, Part part) {
        return report.lists().stream()
                .filter(walked -> walked.list() == part)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void b22WhatTheTableDoesNotTakeIsSaidAndNothingIsSwallowed() {
        // Given
        var rows = new ArrayList<>(List.of(fillsNewestFirst(1, 3)));
        rows.set(1, "{\"trade_id\":\"odd\",\"ticker\":\"KX-A\",\"data\":\"everything else\"}");
        rig.venue.give("fills", rows.toArray(String[]::new));

        // When
        var report = rig.sync(account, EnumSet.of(Part.FILLS));

        // Then
        assertThat(of(report, Part.FILLS)).isEqualTo(new Walked(Part.FILLS, 1, 2, 2, 1, null));
        assertThat(AccountDatabase.all("SELECT fill_id FROM trade.account_fills"))
                .containsExactlyInAnyOrder("f1", "f3");
        assertThat(AccountDatabase.one("SELECT source || ' ' || position FROM trade.quarantine"))
                .isEqualTo("kalshi demo fills");
        assertThat(AccountDatabase.one("SELECT payload FROM trade.quarantine")).contains("everything else");
        rig.sync(account, EnumSet.of(Part.FILLS));
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.quarantine")).isEqualTo("1");
    }

    @Test
    void b23AnOrderThatRestedIsWhatItBecame() {
        // Given
        var longAgo = NOON.minus(Duration.ofDays(3));
        rig.venue.give("orders", order("rests", "resting", 0, longAgo, longAgo));
        rig.sync(account);
        rig.restart();
        rig.venue.give(
                "orders",
                order("new", "executed", 10, NOON.plusSeconds(5), NOON.plusSeconds(5)),
                order("rests", "executed", 10, longAgo, NOON));

        // When
        var report = rig.sync(account);

        // Then
        assertThat(of(report, Part.ORDERS).problem()).isNull();
        assertThat(AccountDatabase.all(
                        "SELECT order_id || ' ' || status || ' ' || fill_count FROM trade.account_orders ORDER BY 1"))
                .containsExactly("new executed 10", "rests executed 10");
    }

    @Test
    void b23AnOlderStoryAboutAnOrderChangesNothing() {
        // Given
        rig.venue.give("orders", order("o", "executed", 10, NOON, NOON.plusSeconds(60)));
        rig.sync(account);
        rig.venue.give("orders", order("o", "resting", 4, NOON, NOON.plusSeconds(30)));

        // When
        rig.sync(account);

        // Then
        assertThat(AccountDatabase.one("SELECT status FROM trade.account_orders"))
                .isEqualTo("executed");
    }

    @Test
    void b24SettlementsAreThereOnceAndNewOnesAreNotLost() {
        // Given
        rig.venue.give("settlements", settlement("KX-A", NOON, 0), settlement("KX-B", NOON, 100));
        rig.sync(account);
        rig.venue.give(
                "settlements",
                settlement("KX-C", NOON.plusSeconds(9), 100),
                settlement("KX-A", NOON, 100),
                settlement("KX-A", NOON.plusSeconds(5), 100),
                settlement("KX-B", NOON, 100));

        // When
        var report = rig.sync(account);

        // Then
        assertThat(of(report, Part.SETTLEMENTS).changed()).isEqualTo(3);
        assertThat(AccountDatabase.all("SELECT ticker || ' ' || revenue FROM trade.account_settlements ORDER BY 1"))
                .containsExactly("KX-A 1.00", "KX-A 1.00", "KX-B 1.00", "KX-C 1.00");
        assertThat(of(rig.sync(account), Part.SETTLEMENTS).changed()).isZero();
    }

    @Test
    void b27NoRowOfOneAccountIsAnotherOnes() {
        // Given
        rig.venue.give("fills", fill(1));
        rig.venue.give("settlements", settlement("KX-A", NOON, 100));

        // When
        rig.sync(account);
        try (var prod = rig.account("prod", 50)) {
            rig.venue.give("fills", fill(1), fill(2));
            rig.sync(prod);
        }

        // Then
        assertThat(AccountDatabase.all(
                        "SELECT environment || ' ' || fill_id FROM trade.account_fills ORDER BY environment, fill_id"))
                .containsExactly("demo f1", "prod f1", "prod f2");
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_settlements"))
                .isEqualTo("2");
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_sync WHERE list = 'fills'"))
                .isEqualTo("2");
    }

    @Test
    void b35MoreRowsThanAPageBetweenTwoLooksAreAllFound() {
        // Given
        rig.venue.give("fills", fillsNewestFirst(1, 10));
        rig.sync(account, EnumSet.of(Part.FILLS));
        rig.venue.give("fills", fillsNewestFirst(1, 480));

        // When
        var report = rig.sync(account, EnumSet.of(Part.FILLS));

        // Then
        assertThat(of(report, Part.FILLS).pages()).isGreaterThan(9);
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_fills"))
                .isEqualTo("480");
    }

    @Test
    void b35AWalkThatIsCutOffLeavesItsWatermarkAndIsBegunAgain() {
        // Given
        rig.venue.give("fills", fillsNewestFirst(1, 10));
        rig.sync(account, EnumSet.of(Part.FILLS));
        var before = AccountDatabase.one("SELECT watermark FROM trade.account_sync WHERE list = 'fills'");
        rig.venue.give("fills", fillsNewestFirst(1, 300));
        rig.venue.answer(request -> request.contains("cursor=150") ? new Reply(500, "{}") : null);

        // When
        var report = rig.sync(account, EnumSet.of(Part.FILLS));

        // Then
        assertThat(of(report, Part.FILLS).problem()).contains("HTTP 500").doesNotContain("127.0.0.1");
        assertThat(AccountDatabase.one("SELECT watermark FROM trade.account_sync WHERE list = 'fills'"))
                .isEqualTo(before);
        rig.venue.answer(request -> null);
        rig.restart();
        assertThat(of(rig.sync(account, EnumSet.of(Part.FILLS)), Part.FILLS).problem())
                .isNull();
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_fills"))
                .isEqualTo("300");
    }

    @Test
    void b50NoLogAndNoReasonHoldsAKeyASignatureOrAnAddress() {
        // Given
        var said = Collections.synchronizedList(new ArrayList<String>());
        var everything = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getMessage() + " " + Arrays.toString(line.getParameters()) + " " + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var root = Logger.getLogger("prescient");
        var level = root.getLevel();
        root.addHandler(everything);
        root.setLevel(Level.ALL);
        rig.venue.answer(request -> request.contains("fills")
                ? new Reply(0, "")
                : new Reply(401, "{\"error\":{\"code\":\"INCORRECT_API_KEY_SIGNATURE\"}}"));

        // When
        SyncReport report;
        try {
            report = rig.sync(account);
        } finally {
            root.removeHandler(everything);
            root.setLevel(level);
        }

        // Then
        assertThat(rig.venue.signatures()).hasSizeGreaterThan(5).allMatch(signature -> signature.length() > 300);
        said.addAll(AccountDatabase.all("SELECT problem FROM trade.account_sync"));
        report.lists().forEach(walked -> said.add(String.valueOf(walked.problem())));
        assertThat(said).hasSizeGreaterThan(5).allSatisfy(line -> {
            assertThat(line).doesNotContain("key-for-tests").doesNotContain(rig.venue.url());
            assertThat(rig.venue.signatures()).noneMatch(line::contains);
        });
    }

    @Test
    void aLateRowFromBeforeTheWatermarkIsFound() {
        // Given
        rig.venue.give("fills", fill(1), fill(500));
        rig.sync(account, EnumSet.of(Part.FILLS));
        rig.venue.give("fills", fill(500), fill(499), fill(1));

        // When
        rig.sync(account, EnumSet.of(Part.FILLS));

        // Then
        assertThat(AccountDatabase.all("SELECT fill_id FROM trade.account_fills"))
                .contains("f499");
    }

    @Test
    void aBalanceIsARowForEachChange() {
        // When
        rig.sync(account, EnumSet.of(Part.BALANCE));
        rig.advance(Duration.ofSeconds(1));
        rig.sync(account, EnumSet.of(Part.BALANCE));
        rig.advance(Duration.ofSeconds(1));
        rig.venue.giveBalance("{\"balance\": 99999, \"balance_dollars\": \"999.9950\"}");
        rig.sync(account, EnumSet.of(Part.BALANCE));
        rig.advance(Duration.ofSeconds(1));
        rig.venue.giveBalance("{\"balance\": 100000}");
        rig.sync(account, EnumSet.of(Part.BALANCE));

        // Then
        assertThat(AccountDatabase.all("SELECT balance FROM trade.account_balances ORDER BY balance_at"))
                .containsExactly("1000.00", "999.9950", "1000.00");
    }

    @Test
    void aPositionThatIsNotToldAnyMoreIsGoneAndStaysOnRecord() {
        // Given
        var a = "{\"ticker\":\"KX-A\",\"position\":1,\"market_exposure\":40,\"total_traded\":40,\"realized_pnl\":0,"
                + "\"fees_paid\":2,\"last_updated_ts\":\"2025-07-28T12:00:01Z\"}";
        rig.venue.give("positions", a, a.replace("KX-A", "KX-B"));
        rig.sync(account, EnumSet.of(Part.POSITIONS));
        rig.venue.give("positions", a);

        // When
        var report = rig.sync(account, EnumSet.of(Part.POSITIONS));

        // Then
        assertThat(of(report, Part.POSITIONS).changed()).isEqualTo(1);
        assertThat(AccountDatabase.all("SELECT ticker FROM trade.account_positions WHERE gone_at IS NULL"))
                .containsExactly("KX-A");
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_positions"))
                .isEqualTo("2");
    }

    @Test
    void positionsThatDoNotFollowFromTheFillsAreValues() {
        // Given
        rig.venue.give("fills", fill("f", "o1", "KX-A", "yes", 10, 40, NOON));
        rig.venue.give("orders", order("o1", "executed", 10, NOON, NOON));
        rig.venue.give(
                "positions",
                "{\"ticker\":\"KX-A\",\"position\":9,\"market_exposure\":400,\"total_traded\":400,\"realized_pnl\":0,"
                        + "\"fees_paid\":2}");

        // When
        rig.sync(account);
        rig.advance(Duration.ofMinutes(1));
        var report = rig.sync(account);

        // Then
        assertThat(report.differences()).singleElement().satisfies(difference -> {
            assertThat(difference)
                    .extracting(Difference::ticker, Difference::field)
                    .containsExactly("KX-A", "position");
            assertThat(difference.derived()).isEqualByComparingTo("10");
            assertThat(difference.reported()).isEqualByComparingTo("9");
            assertThat(difference.firstSeenAt()).isEqualTo(AccountRig.START);
        });
        assertThat(AccountDatabase.one("SELECT position FROM trade.account_positions"))
                .isEqualTo("9");
        assertThat(rig.registry
                        .get("prescient.account.differences")
                        .tag("environment", "demo")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void theArchiveIsReadOnWhereItWasAfterAnyStop() {
        // Given
        rig.venue.give("historical/fills", fillsNewestFirst(1, 230));
        rig.venue.give("historical/orders", order("old", "executed", 10, NOON, NOON));
        rig.history().begin("demo");
        rig.venue.answer(request -> request.contains("cursor=150") ? new Reply(503, "{}") : null);

        // When
        var cut = rig.history().goOn(account);
        rig.venue.answer(request -> null);
        rig.venue.forget();
        var rest = rig.history().goOn(account);

        // Then
        assertThat(cut.getFirst().problem()).contains("HTTP 503");
        assertThat(rest.getFirst()).isEqualTo(new Walked(Part.FILLS, 2, 80, 80, 0, null));
        assertThat(rig.venue.requests()).noneMatch(request -> request.contains("historical/fills?limit"));
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_fills"))
                .isEqualTo("230");
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_orders"))
                .isEqualTo("1");
        assertThat(AccountDatabase.one("SELECT count(*) FROM trade.account_history WHERE finished_at IS NULL"))
                .isEqualTo("0");
        assertThat(rig.history().goOn(account)).extracting(Walked::pages).containsOnly(0);
    }

    @Test
    void aVenuesFillsAreHandedOnInTheOrderTheyCameAndWaitForTheirOrders() {
        // Given
        var feed = new AccountFeedTable(AccountDatabase.shared());
        rig.venue.give("orders", order("o1", "executed", 10, NOON, NOON));
        rig.venue.give(
                "fills", fill("late", "o2", "KX-A", "no", 1, 40, NOON), fill("f1", "o1", "KX-A", "yes", 10, 40, NOON));
        rig.sync(account, EnumSet.of(Part.FILLS, Part.ORDERS));
        AccountDatabase.execute("UPDATE trade.account_fills SET arrival = DEFAULT WHERE fill_id = 'late'");

        // When
        var first = await(feed.fills("demo", null, 10));
        rig.venue.give("orders", order("o2", "executed", 1, NOON, NOON), order("o1", "executed", 10, NOON, NOON));
        rig.sync(account, EnumSet.of(Part.ORDERS));
        var second = await(feed.fills("demo", first.cursor(), 10));

        // Then
        assertThat(first.items()).singleElement().satisfies(fill -> {
            assertThat(fill.clientOrderId()).isEqualTo("c-o1");
            assertThat(fill.price().value()).isEqualByComparingTo("0.40");
            assertThat(fill.fee().amount()).isEqualByComparingTo("0.02");
        });
        assertThat(second.items())
                .singleElement()
                .satisfies(fill -> assertThat(fill.fillId()).isEqualTo("late"));
        assertThat(await(feed.fills("demo", second.cursor(), 10)).cursor()).isEqualTo(second.cursor());
        assertThat(await(feed.fills("prod", null, 10)).cursor()).isNull();
    }
}
