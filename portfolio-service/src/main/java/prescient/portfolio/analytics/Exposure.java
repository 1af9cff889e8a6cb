package prescient.portfolio.analytics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.portfolio.analytics.Ratio.Reason;

/**
 * What is held now and what it can come to.
 *
 * @param equity cash and cost of open positions
 * @param cost dollars in open positions
 * @param unrealized dollars by the last known prices
 * @param ofEquity cost by equity
 * @param worstCase dollars gained if each event ends in the worst way for the portfolio
 * @param events with the worst cases first
 */
record Exposure(
        int portfolioId,
        Money equity,
        Money cost,
        Money unrealized,
        Ratio ofEquity,
        BigDecimal worstCase,
        int eventCount,
        List<Event> events) {

    Exposure {
        events = List.copyOf(events);
    }

    /** What a portfolio has besides positions. */
    record Standing(Money balance, Money cost, Money unrealized) {}

    /** What is held of a market. */
    record Held(
            @Nullable String eventId,
            String marketId,
            long positions,
            Money cost,
            Money unrealized,
            BigDecimal yesShares,
            BigDecimal noShares) {}

    /**
     * Markets of one event, of which exactly one can end with yes; a market whose event is unknown stands alone.
     *
     * @param eventId null if unknown
     * @param outcomes what each end of the event gains
     * @param worstCase the least of them, dollars
     * @param worstCaseApart the least if each market could end for itself
     */
    record Event(
            @Nullable String eventId,
            long positions,
            Money cost,
            Money unrealized,
            List<Outcome> outcomes,
            BigDecimal worstCase,
            BigDecimal worstCaseApart) {

        Event {
            outcomes = List.copyOf(outcomes);
        }

        static Event of(List<Held> markets) {
            var no = markets.stream().map(Held::noShares).reduce(BigDecimal.ZERO, BigDecimal::add);
            var cost = markets.stream().map(Held::cost).reduce(Money.ZERO, Money::plus);
            var apart = cost.negated().amount();
            var outcomes = new ArrayList<Outcome>();
            for (var market : markets) {
                var paid = no.subtract(market.noShares()).add(market.yesShares());
                outcomes.add(new Outcome(market.marketId(), Ratio.shown(paid.subtract(cost.amount()))));
                apart = apart.add(market.yesShares().min(market.noShares()));
            }
            outcomes.add(new Outcome(null, Ratio.shown(no.subtract(cost.amount()))));
            var worst = outcomes.stream()
                    .map(Outcome::gain)
                    .min(BigDecimal::compareTo)
                    .orElseThrow();
            return new Event(
                    markets.getFirst().eventId(),
                    markets.stream().mapToLong(Held::positions).sum(),
                    cost,
                    markets.stream().map(Held::unrealized).reduce(Money.ZERO, Money::plus),
                    outcomes,
                    worst,
                    Ratio.shown(apart));
        }
    }

    /**
     * @param yesMarketId the market that ends with yes; null if it is none of those held
     * @param gain dollars: a dollar for each share that wins, less the cost
     */
    record Outcome(@Nullable String yesMarketId, BigDecimal gain) {}

    static Exposure of(int portfolioId, Standing standing, List<Held> held, int limit) {
        var groups = new LinkedHashMap<String, List<Held>>();
        for (var one : held) {
            var key = one.eventId() == null ? "market " + one.marketId() : "event " + one.eventId();
            groups.computeIfAbsent(key, added -> new ArrayList<>()).add(one);
        }
        var events = groups.values().stream()
                .map(Event::of)
                .sorted(Comparator.comparing(Event::worstCase))
                .toList();
        var equity = standing.balance().plus(standing.cost());
        return new Exposure(
                portfolioId,
                equity,
                standing.cost(),
                standing.unrealized(),
                Ratio.of(standing.cost().amount(), equity.amount(), Reason.NO_CAPITAL),
                Ratio.shown(events.stream().map(Event::worstCase).reduce(BigDecimal.ZERO, BigDecimal::add)),
                events.size(),
                events.stream().limit(limit).toList());
    }
}
