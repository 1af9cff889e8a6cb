package prescient.venuesim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import prescient.venuesim.TemperatureEvent.Range;

/**
 * What others bid on a range of degrees, in whole cents. They know the truth with an error that shrinks as the day
 * nears its warmest moment.
 *
 * @param yesBid 0 when nobody bids
 * @param yesAsk 100 when nobody asks
 */
record TemperatureOdds(int yesBid, int yesAsk, Noise noise) {

    private static final double ERROR_AT_ONCE_F = 0.5;
    private static final double ERROR_PER_HOUR_F = 0.05;
    private static final double LONGEST_ERROR_F = 3;
    private static final double HOURS_OF_ONE_OPINION = 6;
    /** Makes of the logistic curve nearly the normal one. */
    private static final double LOGISTIC = 1.702;

    private static final int WIDEST_SPREAD = 4;
    private static final int LEVELS = 8;
    private static final double USUAL_QUANTITY = 120;

    static TemperatureOdds of(TemperatureEvent event, Range range, Noise noise, Instant now) {
        var warmest = event.day().atTime(Climate.WARMEST).atZone(event.city().zone());
        double ahead = Math.max(0, Duration.between(now, warmest.toInstant()).toMinutes() / 60.0);
        double error = Math.min(LONGEST_ERROR_F, ERROR_AT_ONCE_F + ERROR_PER_HOUR_F * ahead);
        var opinions = noise.fork(event.city().row());
        double middle =
                event.maximumF() + 0.7 * error * opinions.wave(event.day().toEpochDay(), ahead / HOURS_OF_ONE_OPINION);
        double below = range.lowF() == null ? 0 : chanceBelow((range.lowF() - 0.5 - middle) / error);
        double upTo = range.highF() == null ? 1 : chanceBelow((range.highF() + 0.5 - middle) / error);
        int cents = (int) Math.round(100 * (upTo - below));
        var own = opinions.fork(range.ticker().hashCode());
        int spread = 1 + own.below(WIDEST_SPREAD, event.day().toEpochDay());
        int bid = Math.clamp(cents - (spread + 1) / 2, 0, 98);
        return new TemperatureOdds(bid, Math.clamp(bid + spread, 1, 100), own);
    }

    /** Bids for yes as pairs of price and quantity, the best one last. */
    List<List<Integer>> yes(int depth) {
        return bids(yesBid, depth, 1);
    }

    /** Bids for no; the best one is 100 less the ask for yes. */
    List<List<Integer>> no(int depth) {
        return bids(100 - yesAsk, depth, 2);
    }

    private List<List<Integer>> bids(int best, int depth, long side) {
        var bids = new ArrayList<List<Integer>>();
        int levels = depth == 0 ? LEVELS : Math.min(depth, LEVELS);
        for (int price = Math.max(1, best - levels + 1); price <= best; price++) {
            bids.add(List.of(price, 1 + (int) noise.fork(side).skewed(USUAL_QUANTITY, 0.8, price)));
        }
        return bids;
    }

    private static double chanceBelow(double deviations) {
        return 1 / (1 + StrictMath.exp(-LOGISTIC * deviations));
    }
}
