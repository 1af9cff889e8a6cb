package prescient.trade.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.trade.venue.Side;
import prescient.trade.venue.VenueSettlement;
import prescient.trade.venue.VenueSettlement.Result;

/** The usual ways a trade goes, through real tables. */
class TradeLifeTest {

    private final DeskRig rig = new DeskRig();

    @Test
    void opensByItsOwnFillsAndClosesByBuyingTheOtherSide() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));

        // When
        rig.wish("t1");
        rig.rounds(2);

        // Then
        var trade = rig.view("t1");
        assertThat(trade.status()).isEqualTo("closed");
        assertThat(trade.entryPrice()).isEqualByComparingTo("0.60");
        assertThat(trade.exitPrice()).isEqualByComparingTo("0.01");
        assertThat(trade.pnl()).isEqualByComparingTo("-5.92");
        assertThat(trade.result()).isEqualTo("lost");
        assertThat(DeskRig.got(rig.ledger.check()).right()).isTrue();
    }

    @Test
    void whatIsHeldAtTheCloseIsSettledByTheMarket() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.clock.set(DeskRig.CLOSE);
        rig.drive.round();
        var atTheClose = rig.status("t1");

        // When
        rig.venue.settlements.add(new VenueSettlement("KX-1", Result.YES, DeskRig.CLOSE.plusSeconds(200)));
        rig.rounds(1);

        // Then
        assertThat(atTheClose).isEqualTo("expired");
        var trade = rig.view("t1");
        assertThat(trade.status()).isEqualTo("settled");
        assertThat(trade.payout()).isEqualByComparingTo("10");
        assertThat(trade.pnl()).isEqualByComparingTo("3.99");
        assertThat(trade.closeMethod()).isEqualTo("expired");
        assertThat(DeskRig.got(rig.ledger.check()).right()).isTrue();
    }

    @Test
    void aResultThatTheVenueCorrectsIsCorrectedInTheBooks() {
        // Given
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));
        rig.clock.set(DeskRig.CLOSE);
        rig.venue.settlements.add(new VenueSettlement("KX-1", Result.YES, DeskRig.CLOSE.plusSeconds(200)));
        rig.rounds(2);

        // When
        rig.venue.settlements.add(new VenueSettlement("KX-1", Result.NO, DeskRig.CLOSE.plusSeconds(900)));
        rig.rounds(1);

        // Then
        var trade = rig.view("t1");
        assertThat(trade.marketResult()).isEqualTo("NO");
        assertThat(trade.pnl()).isEqualByComparingTo("-6.01");
        assertThat(DeskRig.got(rig.ledger.check()).right()).isTrue();
    }

    @Test
    void partialFillsAreWeightedByCount() {
        // Given
        rig.venue.matching = order -> List.of(new BigDecimal("2.5"), new BigDecimal("4"));
        var price = new int[] {50};
        rig.venue.priced = limit -> prescient.money.Price.of("0." + (price[0] += 2));

        // When
        rig.opened(DeskRig.terms("t1", "KX-1", Side.YES));

        // Then
        var trade = rig.view("t1");
        assertThat(trade.status()).isEqualTo("open");
        assertThat(trade.openedCount()).isEqualByComparingTo("6.5");
        assertThat(trade.openCost()).isEqualByComparingTo("3.46");
        assertThat(trade.entryPrice()).isEqualByComparingTo("0.532308");
        assertThat(trade.openFee()).isEqualByComparingTo("0.02");
        assertThat(rig.clock.instant()).isEqualTo(DeskRig.START.plus(Duration.ZERO));
    }
}
