package prescient.signal.strategy;

import prescient.money.Money;

/**
 * A strategy's choice, market by market and on prices alone, for loops over millions of snapshots. It must agree with
 * {@link Strategy#advise}: that advises on exactly the first {@link #most} candidates that this wants. Called by one
 * thread; allocates nothing.
 */
public interface Screen {

    /**
     * Whether a side of the market is bought; never where it has no prices.
     *
     * @param yes scaled price of a YES share, like {@code no} as in {@link prescient.signal.market.ScaledPrice};
     *     {@link prescient.signal.market.ScaledPrice#NONE} when the market has no two prices
     */
    boolean wants(long yes, long no);

    /** Most signals of one run. */
    int most();

    /** Dollars of each signal. */
    Money amount();
}
