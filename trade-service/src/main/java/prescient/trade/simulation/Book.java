package prescient.trade.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.Side;

/**
 * What others bid for a market at one moment.
 *
 * @param closeTime null when the venue does not say
 * @param yes bids for YES; those of one price in the order in which they came
 * @param no bids for NO
 */
record Book(String ticker, Instant at, @Nullable Instant closeTime, List<Level> yes, List<Level> no, TickGrid grid) {

    /**
     * Contracts somebody wants, or offers, at a price.
     *
     * @param since when the level last changed; null when the source does not tell
     */
    record Level(Price price, Quantity count, @Nullable Instant since) {}

    Book {
        yes = List.copyOf(yes);
        no = List.copyOf(no);
    }

    /**
     * What a buyer of {@code side} is offered, cheapest first, at one price the oldest first: who bids p for the other
     * side sells this one at 1 − p.
     */
    List<Level> offers(Side side) {
        var bids = switch (side) {
            case YES -> no;
            case NO -> yes;
        };
        return bids.stream()
                .map(bid ->
                        new Level(new Price(BigDecimal.ONE.subtract(bid.price().value())), bid.count(), bid.since()))
                .sorted(Comparator.comparing(Level::price))
                .toList();
    }

    boolean closedAt(Instant time) {
        return closeTime != null && !time.isBefore(closeTime);
    }
}
