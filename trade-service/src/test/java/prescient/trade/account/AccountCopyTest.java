package prescient.trade.account;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.trade.account.WalkDesk.await;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import prescient.trade.account.SyncReport.Difference;
import prescient.trade.account.SyncReport.Walked;
import prescient.trade.testing.AccountDatabase;
import prescient.trade.testing.FakeKalshi.Reply;

/** What the copy of an account holds: balances, positions, the archive, and the fills it hands on. */
class AccountCopyTest extends AccountSyncs {

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
