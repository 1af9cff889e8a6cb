package prescient.forecast.bucket;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bids for the two sides of a market, each from the lowest price to the highest. Prices are whole cents.
 *
 * @param yes bids for yes
 * @param no bids for no; a bid for no at 75 is an offer of yes at 25
 */
public record OrderBook(List<Level> yes, List<Level> no) {

    private static final int PAYOUT_CENTS = 100;

    public OrderBook {
        yes = List.copyOf(yes);
        no = List.copyOf(no);
    }

    public Quote quote() {
        var bid = yes.isEmpty() ? null : yes.getLast().priceCents();
        var best = no.isEmpty() ? null : no.getLast().priceCents();
        var next = no.size() < 2 ? null : no.get(no.size() - 2).priceCents();
        var ask = best == null ? null : PAYOUT_CENTS - best;
        return new Quote(
                bid,
                ask,
                next == null ? null : PAYOUT_CENTS - next,
                bid == null || ask == null ? null : ask - bid,
                quantity(best),
                quantity(next));
    }

    /** Of all bids for no at this price. */
    private @Nullable Integer quantity(@Nullable Integer priceCents) {
        var quantities = no.stream()
                .filter(level -> priceCents != null && priceCents.equals(level.priceCents()))
                .map(Level::quantity)
                .filter(Objects::nonNull)
                .toList();
        return quantities.isEmpty()
                ? null
                : quantities.stream().mapToInt(Integer::intValue).sum();
    }

    /** A bid; null what could not be read. */
    public record Level(
            @Nullable Integer priceCents, @Nullable Integer quantity) {}
}
