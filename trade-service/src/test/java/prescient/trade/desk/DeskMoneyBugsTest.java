package prescient.trade.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.money.Money;
import prescient.money.Price;
import prescient.trade.venue.Side;
import prescient.trade.venue.VenueSettlement.Result;

/** What the desk's predecessor got wrong about ends of trades and their money, by their numbers in the register. */
class DeskMoneyBugsTest extends DeskBugs {

    @Test
    void b06AClosingTradeExpiresWithItsMarketAndWhatIsLeftIsSettled() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.venue.matching = order -> List.of(new BigDecimal("4"));
        rig.wish("t1");
        rig.drive.round();
        rig.clock.set(DeskRig.CLOSE);
        rig.drive.round();
        var atTheClose = rig.status("t1");

        // When
        settle("KX-1", Result.YES);

        // Then
        assertThat(atTheClose).isEqualTo("expired");
        var trade = rig.view("t1");
        assertThat(trade.status()).isEqualTo("settled");
        assertThat(trade.closedCount()).isEqualByComparingTo("4");
        assertThat(trade.payout()).isEqualByComparingTo("6");
    }

    @Test
    void b08TheExitIsTheAverageOfAllClosingFills() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.venue.matching = order -> order.count().shares().compareTo(BigDecimal.TEN) == 0
                ? List.of(new BigDecimal("2"), new BigDecimal("4"))
                : List.of(order.count().shares());
        var prices = new ArrayList<>(List.of("0.10", "0.20", "0.30"));
        rig.venue.priced = limit -> Price.of(prices.removeFirst());

        // When
        rig.wish("t1");
        rig.rounds(4);

        // Then
        var trade = rig.view("t1");
        assertThat(trade.status()).isEqualTo("closed");
        assertThat(trade.exitPrice())
                .as("(2 x 0.90 + 4 x 0.80 + 4 x 0.70) / 10")
                .isEqualByComparingTo("0.78");
    }

    @Test
    void b09EveryTradeOfAMarketHasItsOwnProfit() {
        // Given
        rig.opened(of("t1", "one", "KX-1", Side.YES));
        rig.venue.priced = limit -> Price.of("0.40");
        rig.opened(of("t2", "two", "KX-1", Side.YES));
        rig.opened(of("t3", "one", "KX-1", Side.NO));

        // When
        rig.clock.set(DeskRig.CLOSE);
        rig.rounds(1);
        settle("KX-1", Result.YES);

        // Then
        assertThat(rig.view("t1").pnl()).isEqualByComparingTo("3.99");
        assertThat(rig.view("t2").pnl()).isEqualByComparingTo("5.99");
        assertThat(rig.view("t3").pnl()).isEqualByComparingTo("-4.01");
        assertThat(rig.view("t3").result()).isEqualTo("lost");
    }

    @Test
    void b11AllTradesOfAMarketAreSettledByOneWord() {
        // Given
        for (int i = 0; i < 5; i++) {
            rig.opened(of("t" + i, "account" + i, "KX-1", i % 2 == 0 ? Side.YES : Side.NO));
        }
        rig.clock.set(DeskRig.CLOSE);
        rig.rounds(1);

        // When
        settle("KX-1", Result.NO);

        // Then
        assertThat(DeskRig.got(rig.views.list("settled", null, null, 100))).hasSize(5);
    }

    @Test
    void b12ARestartBetweenExpiryAndSettlementLosesNothing() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.clock.set(DeskRig.CLOSE.plus(Duration.ofHours(2)));
        rig.rounds(1);

        // When
        rig.restart();
        settle("KX-1", Result.YES);

        // Then
        assertThat(rig.status("t1")).isEqualTo("settled");
    }

    @Test
    void b13AWinnerThatWasNettedBeforeTheSettlementIsNoLoss() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.venue.priced = limit -> Price.of("0.05");
        rig.wish("t1");
        rig.rounds(2);

        // When
        rig.clock.set(DeskRig.CLOSE);
        settle("KX-1", Result.YES);

        // Then
        var trade = rig.view("t1");
        assertThat(trade.status()).isEqualTo("closed");
        assertThat(trade.result()).isEqualTo("won");
        assertThat(trade.pnl()).isEqualByComparingTo("3.48");
    }

    @Test
    void b48FeesAreThoseOfTheTradesOwnOrders() {
        // Given
        rig.venue.fee = Money.of("0.06");
        rig.opened(of("t1", "one", "KX-1", Side.YES));
        rig.opened(of("t2", "two", "KX-1", Side.YES));

        // When
        rig.venue.fee = Money.of("0.02");
        rig.wish("t1");
        rig.rounds(2);

        // Then
        assertThat(rig.view("t1").openFee()).isEqualByComparingTo("0.06");
        assertThat(rig.view("t1").closeFee()).isEqualByComparingTo("0.02");
        assertThat(rig.view("t2").openFee()).isEqualByComparingTo("0.06");
        assertThat(rig.view("t2").closeFee()).isZero();
    }

    @Test
    void b49TheBooksCannotBeChangedOnlyCorrected() throws SQLException {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.clock.set(DeskRig.CLOSE);
        rig.rounds(1);
        settle("KX-1", Result.YES);

        // When
        settle("KX-1", Result.NO);

        // Then
        assertThat(row("SELECT string_agg(kind, ' ' ORDER BY booked_at) FROM trade.desk_ledger_transactions"))
                .isEqualTo("fill settlement correction");
        for (var table : List.of("desk_ledger_entries", "desk_ledger_transactions")) {
            assertThatThrownBy(() -> row("DELETE FROM trade." + table + " RETURNING transaction_id"))
                    .hasMessageContaining("append-only");
        }
    }
}
