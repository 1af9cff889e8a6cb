package prescient.venuesim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the account did before the simulation began: some orders in each of the last hours, a few closed again. */
final class KalshiPast {

    private static final int HOURS = 120;
    private static final int ORDERS_AN_HOUR = 2;
    private static final int NEAREST = 37;
    private static final int SPREAD = 4;
    private static final Duration BEFORE_CLOSE = Duration.ofMinutes(20);

    private KalshiPast() {}

    /** The same seed and hour give the same past. */
    static void live(KalshiAccount account, Noise noise, SpotPath path, Instant now) {
        var events = new ArrayList<>(HourlyEvent.around(now, HOURS, path));
        events.removeFirst(); // the hour that is on is the client's
        for (var event : events.reversed()) {
            trade(account, noise.fork(event.closes().getEpochSecond()), event);
        }
        account.advance(now);
    }

    private static void trade(KalshiAccount account, Noise noise, HourlyEvent event) {
        List<HourlyEvent.Strike> strikes = event.strikes();
        for (int i = 0; i < ORDERS_AN_HOUR; i++) {
            var strike = strikes.get(NEAREST + noise.below(2 * SPREAD + 1, i) - SPREAD);
            boolean yes = noise.chance(0.5, 10 + i);
            long count = 100L * (1 + noise.below(20, 20 + i));
            long price = 100L * (5 + noise.below(90, 30 + i));
            var at = event.closes().minus(BEFORE_CLOSE).plusSeconds(60L * i);
            buy(account, strike.ticker(), yes, count, price, at);
            if (noise.chance(0.25, 40 + i)) {
                long back = Math.clamp(10_000 - price + 100L * (noise.below(11, 50 + i) - 5), 100, 9_900);
                buy(account, strike.ticker(), !yes, count, back, at.plusSeconds(30));
            }
        }
    }

    private static void buy(KalshiAccount account, String ticker, boolean yes, long count, long price, Instant at) {
        var id = "past-%s-%s-%d".formatted(ticker, yes ? "yes" : "no", at.getEpochSecond());
        account.remember(new KalshiAccount.Wish(id, ticker, yes, count, price, "immediate_or_cancel"), price, at);
    }
}
