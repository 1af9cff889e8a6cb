package prescient.market.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import prescient.market.ticks.PriceGap.Reason;

/** When something may have been missed, and when not. */
class GapWatchTest {

    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    private final GapWatch watch = new GapWatch("BTC-USD");

    private static SpotMessage.Tick tick(int second, long id) {
        return new SpotMessage.Tick("BTC-USD", NOON.plusSeconds(second), "Z", BigDecimal.TEN, id);
    }

    private static SpotMessage.Heartbeat heartbeat(int second, long lastId) {
        return new SpotMessage.Heartbeat("BTC-USD", NOON.plusSeconds(second), lastId);
    }

    @Test
    void aQuietMarketHasNoGap() {
        assertThat(watch.take(tick(0, 1))).isEmpty();
        assertThat(watch.take(heartbeat(1, 1))).isEmpty();
        assertThat(watch.take(heartbeat(2, 1))).isEmpty();
        assertThat(watch.take(tick(40, 2))).isEmpty();
    }

    @Test
    void aLossIsAGapUpToTheLastTradeTheExchangeKnowsOf() {
        // Given
        watch.take(tick(0, 1));
        watch.take(heartbeat(5, 1));
        watch.lost();

        // When
        var gap = watch.take(tick(30, 9));

        // Then
        assertThat(gap).contains(new PriceGap("BTC-USD", NOON, NOON.plusSeconds(30), Reason.DISCONNECTED));
        assertThat(watch.take(tick(31, 10))).isEmpty();
    }

    @Test
    void aLossInWhichNothingWasTradedIsNoGap() {
        // Given
        watch.take(tick(3, 7));
        watch.lost();

        // When
        var gap = watch.take(tick(3, 7));

        // Then
        assertThat(gap).isEmpty();
    }

    @Test
    void aTradeThatIsStillMissingAtTheNextHeartbeatWasLost() {
        // Given
        watch.take(tick(0, 1));
        assertThat(watch.take(heartbeat(2, 2))).isEmpty();

        // When
        var gap = watch.take(heartbeat(3, 2));

        // Then
        assertThat(gap).contains(new PriceGap("BTC-USD", NOON, NOON.plusSeconds(2), Reason.MISSED));
        assertThat(watch.take(heartbeat(4, 2))).isEmpty();
    }

    @Test
    void aTradeThatComesBehindItsHeartbeatIsNotMissed() {
        // Given
        watch.take(tick(0, 1));
        watch.take(heartbeat(2, 2));

        // When
        watch.take(tick(1, 2));

        // Then
        assertThat(watch.take(heartbeat(3, 2))).isEmpty();
    }

    @Test
    void beforeTheFirstTradeNothingIsMissed() {
        watch.lost();
        assertThat(watch.take(heartbeat(1, 5))).isEmpty();
        assertThat(watch.take(heartbeat(2, 6))).isEmpty();
        assertThat(watch.take(tick(3, 7))).isEmpty();
    }
}
