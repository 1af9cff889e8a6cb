package prescient.signal.strategy;

import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * A strategy's choice, market by market and on prices alone, for loops over millions of snapshots. It must agree with
 * {@link Strategy#advise}: that advises on exactly the first {@link #most} candidates for which this names a side, and
 * names the same side. Called by one thread; allocates nothing.
 */
public interface Screen {

    /**
     * The side to buy, null for none.
     *
     * @param yes scaled price of a YES share, like {@code no} as in {@link prescient.signal.market.ScaledPrice};
     *     neither
     *     is absent
     */
    @Nullable Action side(long yes, long no);

    /** Most signals of one run. */
    int most();

    /** Dollars of each signal. */
    Money amount();
}
