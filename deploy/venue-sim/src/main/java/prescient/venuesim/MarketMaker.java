package prescient.venuesim;

import java.util.ArrayList;
import java.util.List;

/** Draws the markets of an event. */
final class MarketMaker {

    private static final double VOID_SHARE = 0.03;
    private static final double MEDIAN_LIQUIDITY = 17_000;
    private static final double MEDIAN_TURNOVER = 12;
    private static final double FINE_TICK_SHARE = 0.5;

    private final Noise markets;
    private final boolean malformed;

    MarketMaker(Noise markets, boolean malformed) {
        this.markets = markets;
        this.malformed = malformed;
    }

    List<GeneratedMarket> marketsOf(EventPlan event) {
        var odds = odds(event);
        var made = new ArrayList<GeneratedMarket>(event.size());
        int winner = winner(event, odds);
        for (int place = 0; place < event.size(); place++) {
            var noise = markets.fork(event.firstMarket() + place);
            var plan = plan(event, place, noise, odds[place], outcome(event, place, winner, odds[place]));
            made.add(new GeneratedMarket(plan, MarketHead.of(event, place, plan)));
        }
        return made;
    }

    /** Chance of yes, per market; of one-winner events they add up to one. */
    private double[] odds(EventPlan event) {
        var odds = new double[event.size()];
        double sum = 0;
        for (int place = 0; place < odds.length; place++) {
            var noise = markets.fork(event.firstMarket() + place);
            odds[place] = event.shape() == EventPlan.Shape.ONE_WINNER
                    ? noise.skewed(1, 1.2, Trait.LEANING)
                    : 1 / (1 + StrictMath.exp(-1.5 * noise.bell(Trait.LEANING, 0)));
            sum += odds[place];
        }
        if (event.shape() == EventPlan.Shape.ONE_WINNER) {
            for (int place = 0; place < odds.length; place++) {
                odds[place] /= sum;
            }
        }
        return odds;
    }

    private static int winner(EventPlan event, double[] odds) {
        double left = event.noise().uniform(Trait.WINNER, 0);
        for (int place = 0; place < odds.length; place++) {
            left -= odds[place];
            if (left < 0) {
                return place;
            }
        }
        return odds.length - 1;
    }

    private static Outcome outcome(EventPlan event, int place, int winner, double chance) {
        if (event.noise().chance(VOID_SHARE, Trait.VOID)) {
            return Outcome.VOID;
        }
        boolean yes = switch (event.shape()) {
            case ONE_WINNER -> place == winner;
            case SINGLE, DATES -> event.noise().uniform(Trait.WINNER, place + 1L) < chance;
        };
        return yes ? Outcome.YES : Outcome.NO;
    }

    private MarketPlan plan(EventPlan event, int place, Noise noise, double chance, Outcome outcome) {
        // Sizes belong to the event; a market has its share of them, bigger events have somewhat more in all.
        double share = noise.skewed(1, 0.6, Trait.SIZE) / StrictMath.sqrt(event.size());
        double liquidity = event.noise().skewed(MEDIAN_LIQUIDITY, 1.4, Trait.LIQUIDITY) * share;
        double volume = liquidity * noise.skewed(MEDIAN_TURNOVER, 0.6, Trait.TURNOVER);
        return new MarketPlan(
                Long.toString(500_000 + event.firstMarket() + place),
                Flaw.draw(noise, malformed),
                noise,
                event.start(),
                event.endOf(place),
                outcome,
                StrictMath.log(chance / (1 - chance)),
                (long) (liquidity * 1e6),
                (long) (volume * 1e6),
                noise.chance(FINE_TICK_SHARE, Trait.TICK) ? 3 : 2);
    }
}
