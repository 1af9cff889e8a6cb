package prescient.venuesim;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import prescient.venuesim.HourlyEvent.Strike;

/**
 * What others bid on an hourly market during one second, in whole cents, from the chance that the spot price stays on
 * its side of the strike for the time that is left.
 *
 * @param yes contracts by price
 * @param no contracts by price; the best one is 100 less the ask for yes
 */
record HourlyBook(TreeMap<Integer, Long> yes, TreeMap<Integer, Long> no) {

    /** The spot price moves by about this share in an hour. */
    private static final double MOVE_IN_AN_HOUR = 0.004;
    /** Makes of the logistic curve nearly the normal one. */
    private static final double LOGISTIC = 1.702;

    private static final double HOUR_MS = 3_600_000;
    private static final int LEVELS = 6;
    private static final double USUAL_QUANTITY = 150;
    private static final int WIDEST_SPREAD = 3;
    /** Every level has a new quantity after so many seconds. */
    private static final long QUANTITY_LASTS = 20;

    /** Empty outside the market's hour. */
    static HourlyBook at(Strike strike, Noise noise, Instant at) {
        var second = Instant.ofEpochSecond(at.getEpochSecond());
        var event = strike.event();
        if (event.state(second) != TemperatureEvent.State.ACTIVE) {
            return new HourlyBook(new TreeMap<>(), new TreeMap<>());
        }
        double hours = Math.max(1000, Duration.between(second, event.closes()).toMillis()) / HOUR_MS;
        double distance = StrictMath.log(event.path().dollars(second) / strike.dollars());
        double chance = 1 / (1 + StrictMath.exp(-LOGISTIC * distance / (MOVE_IN_AN_HOUR * StrictMath.sqrt(hours))));
        var own = noise.fork(strike.dollars());
        int spread = 1 + own.below(WIDEST_SPREAD, event.closes().getEpochSecond());
        int bid = Math.clamp(Math.round(100 * chance) - (spread + 1) / 2, 0, 99);
        int ask = Math.clamp(bid + spread, 1, 100);
        return new HourlyBook(
                bids(bid, own.fork(1), second.getEpochSecond()), bids(100 - ask, own.fork(2), second.getEpochSecond()));
    }

    private static TreeMap<Integer, Long> bids(int best, Noise noise, long second) {
        var bids = new TreeMap<Integer, Long>();
        for (int price = Math.max(1, best - LEVELS + 1); price <= best; price++) {
            long era = (second + price * 7L) / QUANTITY_LASTS;
            bids.put(price, 1 + (long) noise.skewed(USUAL_QUANTITY, 0.8, era * 100 + price));
        }
        return bids;
    }

    /** 0 when nobody bids. */
    int yesBid() {
        return best(yes);
    }

    /** 0 when nobody bids. */
    int noBid() {
        return best(no);
    }

    private static int best(TreeMap<Integer, Long> bids) {
        return bids.isEmpty() ? 0 : bids.lastKey();
    }

    /** Pairs of dollars and contracts as the venue writes them, the best one last; the last {@code depth} of them. */
    static List<List<String>> levels(SortedMap<Integer, Long> bids, int depth) {
        return bids.entrySet().stream()
                .skip(depth == 0 ? 0 : Math.max(0, bids.size() - depth))
                .map(bid -> List.of(dollars(bid.getKey()), contracts(bid.getValue())))
                .toList();
    }

    /** What changes from {@code earlier} to {@code later}, by price: more contracts, or fewer. */
    static Map<Integer, Long> changes(TreeMap<Integer, Long> earlier, TreeMap<Integer, Long> later) {
        var changes = new TreeMap<>(later);
        earlier.forEach((price, count) -> changes.merge(price, -count, Long::sum));
        changes.values().removeIf(change -> change == 0);
        return changes;
    }

    static String dollars(int cents) {
        return BigDecimal.valueOf(cents, 2).setScale(4).toPlainString();
    }

    static String contracts(long count) {
        return count + ".00";
    }
}
