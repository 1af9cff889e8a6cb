package prescient.forecast.strike;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.forecast.probability.ProbabilityAnswer;
import prescient.forecast.probability.ProbabilityDesk;
import prescient.forecast.probability.ProbabilityRequest;
import prescient.problem.Refused;

/** Makes the strike table of the hour. Blocks; keeps nothing. */
@ApplicationScoped
class StrikeDesk {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int DAY_SECONDS = 86_400;
    private static final String BROKER = "Kalshi";
    private static final String ACTIVE = "active";

    private final MarketClient markets;
    private final ProbabilityDesk probabilities;
    private final StrikeConfig config;
    private final InstantSource clock;

    StrikeDesk(MarketClient markets, ProbabilityDesk probabilities, StrikeConfig config, InstantSource clock) {
        this.markets = markets;
        this.probabilities = probabilities;
        this.config = config;
        this.clock = clock;
    }

    /**
     * 1 the symbol's series, 2 its price, 3 the markets of the hour, 4 their probabilities until they close, 5 rows.
     *
     * @throws Refused when a price, markets or fingerprints are missing, or the price is too old to act on
     */
    StrikeSheet table(String symbol) {
        var series = config.series().get(symbol);
        if (series == null) {
            throw StrikeProblem.UNKNOWN_SYMBOL.with("there is no series of " + symbol);
        }
        var now = clock.instant();
        var price = price(series.price(), now);
        var hour = hour(series.ticker(), now);
        var open = open(hour, now);
        var tier = tier(open);
        var nearest = nearest(open, price.price());
        long ttc = Duration.between(now, hour.closeTime()).toSeconds();
        var momentum = price.momentum();
        var answer = probabilities.answer(new ProbabilityRequest(
                symbol,
                price.price(),
                Math.clamp(ttc, 0, DAY_SECONDS),
                momentum == null ? null : momentum.score(),
                nearest.stream().map(StrikeDesk::strike).toList()));
        return new StrikeSheet(
                symbol,
                price.price(),
                ttc,
                BROKER,
                hour.eventTicker(),
                StrikeSheet.title(series.name(), hour.closeTime()),
                tier,
                ACTIVE,
                now,
                hour.closeTime(),
                momentum(momentum),
                answer.fingerprints() + "/" + (answer.bucket() == null ? "baseline" : answer.bucket()),
                rows(price.price(), tier, nearest, answer));
    }

    private MarketHttp.Latest price(String symbol, Instant now) {
        var price = markets.latest(symbol)
                .orElseThrow(() -> StrikeProblem.PRICE_MISSING.with("there is no price of " + symbol));
        if (price.at().isBefore(now.minus(config.oldestPrice()))) {
            throw StrikeProblem.PRICE_STALE.with("the last price of " + symbol + " is of " + price.at());
        }
        return price;
    }

    /** The hour's event as the venue says it; what its ticker says about time is never asked. */
    private MarketHttp.Hour hour(String series, Instant now) {
        return markets.hour()
                .filter(hour -> hour.series().equals(series) && hour.closeTime().isAfter(now))
                .orElseThrow(() -> StrikeProblem.NO_MARKETS.with("no event of " + series + " is open"));
    }

    private static List<MarketHttp.Market> open(MarketHttp.Hour hour, Instant now) {
        var open = hour.markets().stream()
                .filter(market ->
                        market.status().equals(ACTIVE) && market.closeTime().isAfter(now))
                .sorted(Comparator.comparing(StrikeDesk::strike))
                .toList();
        if (open.size() < 2) {
            throw StrikeProblem.NO_MARKETS.with("no markets of " + hour.eventTicker() + " are open");
        }
        return open;
    }

    /** Dollars between the first two strikes. */
    private static BigDecimal tier(List<MarketHttp.Market> ascending) {
        return strike(ascending.get(1)).subtract(strike(ascending.getFirst()));
    }

    private List<MarketHttp.Market> nearest(List<MarketHttp.Market> open, BigDecimal price) {
        return open.stream()
                .sorted(Comparator.comparing(
                        market -> strike(market).subtract(price).abs()))
                .limit(config.strikes())
                .toList();
    }

    private static BigDecimal strike(MarketHttp.Market market) {
        return StrikeRow.strike(market.floorStrike());
    }

    private static List<StrikeRow> rows(
            BigDecimal price, BigDecimal tier, List<MarketHttp.Market> nearest, ProbabilityAnswer answer) {
        var rows = new ArrayList<StrikeRow>();
        for (int i = 0; i < nearest.size(); i++) {
            var probability = answer.probabilities().get(i);
            rows.add(StrikeRow.of(price, tier, probability.strike(), probability.probWithin(), quote(nearest.get(i))));
        }
        return List.copyOf(rows);
    }

    private static StrikeRow.Quote quote(MarketHttp.Market market) {
        return new StrikeRow.Quote(market.ticker(), ask(market.noBid()), ask(market.yesBid()), market.volume());
    }

    /** Cents: who wants to buy YES at p takes a bid for NO at 1 - p. */
    private static BigDecimal ask(BigDecimal bidOfOtherSide) {
        var cents = BigDecimal.ONE.subtract(bidOfOtherSide).multiply(HUNDRED).stripTrailingZeros();
        return cents.scale() < 0 ? cents.setScale(0, RoundingMode.UNNECESSARY) : cents;
    }

    private static StrikeSheet.@Nullable Momentum momentum(MarketHttp.@Nullable Momentum momentum) {
        return momentum == null
                ? null
                : new StrikeSheet.Momentum(
                        momentum.score(),
                        new PriceDeltas(
                                momentum.delta1m(),
                                momentum.delta2m(),
                                momentum.delta3m(),
                                momentum.delta4m(),
                                momentum.delta15m(),
                                momentum.delta30m()));
    }
}
