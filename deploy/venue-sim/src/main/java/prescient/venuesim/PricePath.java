package prescient.venuesim;

import java.time.Duration;
import java.time.Instant;

/** A bounded random walk: waves of several lengths on the log-odds, drawn to the result towards the end. */
final class PricePath {

    private static final double[] WAVE_HOURS = {24 * 30, 24 * 6, 24, 4, 0.5};
    private static final double[] WAVE_HEIGHTS = {0.7, 0.45, 0.25, 0.12, 0.05};
    /** The result begins to show this long before the end, or from the start on if the market lives shorter. */
    private static final double DAYS_OF_DECISION = 15;

    private static final double HOUR = Duration.ofHours(1).toMillis();

    private PricePath() {}

    /** Chance of the first outcome, inside (0, 1), before the end date. */
    static double chance(MarketPlan plan, Instant at) {
        double hours = (at.toEpochMilli() - plan.start().toEpochMilli()) / HOUR;
        double odds = plan.leaning();
        for (int wave = 0; wave < WAVE_HOURS.length; wave++) {
            odds += WAVE_HEIGHTS[wave] * plan.noise().wave(Trait.WAVES + wave, hours / WAVE_HOURS[wave]);
        }
        double decided = decided(plan, at);
        double mixed = odds * (1 - decided) + plan.outcome().target() * decided;
        return 1 / (1 + StrictMath.exp(-mixed));
    }

    /** 0 far from the end, 1 at the end. */
    private static double decided(MarketPlan plan, Instant at) {
        double life = (plan.end().toEpochMilli() - plan.start().toEpochMilli()) / HOUR;
        double left = (plan.end().toEpochMilli() - at.toEpochMilli()) / HOUR;
        double near = Math.clamp(1 - left / Math.min(life, DAYS_OF_DECISION * 24), 0, 1);
        return near * near * near;
    }
}
