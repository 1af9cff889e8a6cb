package prescient.signal.strategy;

import prescient.money.Money;
import prescient.signal.market.ScaledPrice;

/**
 * {@link Favourite} without objects. The favourite is the dearer side; where doubles call two different prices equal
 * it may be the cheaper one, but then both reach a bound or neither does.
 *
 * @param least smallest scaled price of the dearer side that is bought
 */
record FavouriteScreen(long least, int most, Money amount) implements Screen {

    /** Favourites that cost at least {@code minPrice}, compared as doubles. */
    static FavouriteScreen of(double minPrice, int most, Money amount) {
        return new FavouriteScreen(ScaledPrice.atLeast(Math.max(minPrice, Math.nextUp(Favourite.HALF))), most, amount);
    }

    @Override
    public boolean wants(long yes, long no) {
        return Math.max(yes, no) >= least;
    }
}
