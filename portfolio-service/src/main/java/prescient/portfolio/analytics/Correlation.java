package prescient.portfolio.analytics;

import java.math.BigDecimal;
import prescient.portfolio.analytics.Ratio.Reason;

/** How much trades that share an event, or a market, end alike. */
record Correlation(Scope scope, Shared events, Shared markets) {

    /**
     * Trades that ended in the period, grouped; those whose group is unknown are left out.
     *
     * @param groups with at least one trade
     * @param sharedGroups with more than one
     * @param sharedTrades in these
     * @param intraclass correlation of the net results within groups, at most 1: one-way random effects, ICC(1)
     * @param effectiveTrades how many independent trades tell as much: trades over the design effect of Kish,
     *     1 + (Σn² / Σn − 1) × intraclass, a negative one counted as 0
     */
    record Shared(
            long groups, long trades, long sharedGroups, long sharedTrades, Ratio intraclass, Ratio effectiveTrades) {}

    /**
     * What the database sums over groups of n trades with the sum s.
     *
     * @param sum of all net results
     * @param squares sum of their squares
     * @param between Σ s² / n
     * @param sizes Σ n²
     */
    record Sums(
            long groups,
            long trades,
            long sharedGroups,
            long sharedTrades,
            BigDecimal sum,
            BigDecimal squares,
            BigDecimal between,
            BigDecimal sizes) {

        /** Analysis of variance: Shrout and Fleiss 1979, with n0 for groups of different sizes. */
        Shared shared() {
            var intraclass = intraclass();
            return new Shared(groups, trades, sharedGroups, sharedTrades, intraclass, effective(intraclass));
        }

        private Ratio intraclass() {
            if (groups < 2) {
                return Ratio.undefined(Reason.FEWER_THAN_TWO_GROUPS);
            }
            if (sharedGroups == 0) {
                return Ratio.undefined(Reason.NOTHING_SHARED);
            }
            var count = BigDecimal.valueOf(trades);
            var freedom = BigDecimal.valueOf(groups - 1);
            var meanBetween =
                    between.subtract(sum.pow(2).divide(count, Ratio.EXACT)).divide(freedom, Ratio.EXACT);
            var meanWithin = squares.subtract(between).divide(BigDecimal.valueOf(trades - groups), Ratio.EXACT);
            var size = count.subtract(sizes.divide(count, Ratio.EXACT)).divide(freedom, Ratio.EXACT);
            var all = meanBetween.add(size.subtract(BigDecimal.ONE).multiply(meanWithin, Ratio.EXACT));
            return Ratio.of(meanBetween.subtract(meanWithin), all, Reason.NO_VARIATION);
        }

        private Ratio effective(Ratio intraclass) {
            if (intraclass.value() == null) {
                return intraclass;
            }
            var count = BigDecimal.valueOf(trades);
            var effect = sizes.divide(count, Ratio.EXACT)
                    .subtract(BigDecimal.ONE)
                    .multiply(intraclass.value().max(BigDecimal.ZERO), Ratio.EXACT)
                    .add(BigDecimal.ONE);
            return Ratio.of(count.divide(effect, Ratio.EXACT));
        }
    }
}
