package prescient.signal.strategy;

import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.signal.market.ScaledPrice;

/**
 * {@link Favourite} without objects.
 *
 * @param favoured smallest scaled price that makes a favourite
 * @param wanted smallest scaled price that is bought
 */
record FavouriteScreen(long favoured, long wanted, int most, Money amount) implements Screen {

    /** Favourites that cost at least {@code minPrice}, compared as doubles. */
    static FavouriteScreen of(double minPrice, int most, Money amount) {
        return new FavouriteScreen(
                ScaledPrice.atLeast(Math.nextUp(Favourite.HALF)), ScaledPrice.atLeast(minPrice), most, amount);
    }

    @Override
    public @Nullable Action side(long yes, long no) {
        if (yes < favoured && no < favoured) {
            return null;
        }
        boolean isYes = ScaledPrice.nearestAtLeast(yes, no);
        return (isYes ? yes : no) < wanted ? null : isYes ? Action.BUY_YES : Action.BUY_NO;
    }
}
