package prescient.signal.strategy;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.signal.market.Candidate;
import prescient.signal.market.MarketFilters;

/**
 * Buys clear favourites of the busiest markets: the more likely side where its price is at least {@code min_price}, in
 * at most {@code max_positions} markets, those of the largest volume.
 *
 * <p>The legacy name of {@code min_price} was {@code min_confidence}, which reads as a bound on a signal's confidence
 * (price - 0.50, at most 0.5) but was always compared with the price: 0.75 meant a price of 0.75, a confidence of 0.25.
 */
@ApplicationScoped
public class MomentumStrategy implements Strategy {

    private static final Parameter MIN_PRICE = new Parameter(
            "min_price",
            "Smallest price of the bought side, dollars per share; not the confidence, which is price - 0.50",
            new BigDecimal("0.75"),
            new BigDecimal("0.5"),
            BigDecimal.ONE,
            30,
            "min_confidence");

    private static final Parameter MAX_POSITIONS = new Parameter(
            "max_positions",
            "Most signals of one run; markets of the largest volume come first",
            BigDecimal.TEN,
            BigDecimal.ONE,
            new BigDecimal(10_000),
            0,
            null);

    private static final MarketFilters FILTERS = new MarketFilters(ownFilters());

    @Override
    public String name() {
        return "momentum";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "Buy clear favourites (price at least min_price) of the markets with the largest volume";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(MIN_PRICE, MAX_POSITIONS, Parameter.TRADE_AMOUNT);
    }

    @Override
    public MarketFilters filters() {
        return FILTERS;
    }

    @Override
    public List<Advice> advise(List<Candidate> candidates, Parameters parameters) {
        var amount = parameters.money(Parameter.TRADE_AMOUNT);
        double minPrice = parameters.price(MIN_PRICE).value().doubleValue();
        return candidates.stream()
                .map(Favourite::of)
                .flatMap(Optional::stream)
                .filter(favourite -> favourite.price().value().doubleValue() >= minPrice)
                .limit(parameters.count(MAX_POSITIONS))
                .map(favourite -> favourite.advice("Momentum: ", amount))
                .toList();
    }

    @Override
    public Optional<Screen> screen(Parameters parameters) {
        return Optional.of(FavouriteScreen.of(
                parameters.price(MIN_PRICE).value().doubleValue(),
                parameters.count(MAX_POSITIONS),
                parameters.money(Parameter.TRADE_AMOUNT)));
    }

    private static Map<String, @Nullable Object> ownFilters() {
        var filters = new HashMap<String, @Nullable Object>();
        filters.put("event_min_liquidity", new BigDecimal(10_000));
        filters.put("event_min_volume", new BigDecimal(50_000));
        filters.put("event_min_volume_24hr", null);
        filters.put("event_max_days_until_end", null);
        filters.put("event_min_days_until_end", null);
        filters.put("market_min_liquidity", new BigDecimal(10_000));
        filters.put("market_min_volume", new BigDecimal(50_000));
        filters.put("market_min_volume_24hr", null);
        filters.put("min_conviction", new BigDecimal("0.50"));
        filters.put("max_conviction", new BigDecimal("0.60"));
        return filters;
    }
}
