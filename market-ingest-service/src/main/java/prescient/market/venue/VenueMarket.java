package prescient.market.venue;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A market as a venue sent it.
 *
 * @param id opaque, never empty
 * @param venueName where it trades, for instance {@code polymarket}
 * @param question {@code Unknown Question} when the venue sent none
 * @param event what it belongs to; null when the venue did not say
 * @param endDate as sent
 * @param outcomePrices the text that holds the prices; null when there was none or it was no text
 * @param payload the JSON as sent
 */
public record VenueMarket(
        String id,
        String venueName,
        String question,
        @Nullable String conditionId,
        @Nullable Parent event,
        @Nullable String endDate,
        Figures figures,
        @Nullable String outcomePrices,
        @Nullable Boolean active,
        boolean closed,
        boolean acceptingOrders,
        String payload) {

    /** The event a market belongs to. */
    public record Parent(
            String id, @Nullable String title, @Nullable String endDate) {}

    /** How a closed market ended. */
    public enum Resolution {
        YES,
        NO,
        VOID
    }

    /** The two prices, if the market has two that may be traded. */
    public Optional<OutcomePrices> prices() {
        return OutcomePrices.parse(outcomePrices).filter(p -> p.tradable().isPresent());
    }

    /**
     * How the market ended: the venue closed it and its final prices are 1 and 0, 0 and 1, or one half each. A price
     * of 1 in an open market is no resolution.
     */
    public Optional<Resolution> resolution() {
        if (!closed) {
            return Optional.empty();
        }
        return prices().flatMap(p -> {
            if (p.yes() == 1 && p.no() == 0) {
                return Optional.of(Resolution.YES);
            }
            if (p.yes() == 0 && p.no() == 1) {
                return Optional.of(Resolution.NO);
            }
            return p.yes() == 0.5 && p.no() == 0.5 ? Optional.of(Resolution.VOID) : Optional.empty();
        });
    }

    /**
     * The prices as tables and readers see them.
     *
     * @param yes dollars per share, like {@code no}; both null when the market has no two prices in [0, 1]
     * @param conviction {@code |yes - no|}; null without two prices
     * @param resolution yes, no or void; null while undecided
     */
    public record Quote(
            @Nullable BigDecimal yes,
            @Nullable BigDecimal no,
            @Nullable BigDecimal conviction,
            @Nullable String resolution) {}

    /** The prices now. */
    public Quote quote() {
        var prices = prices();
        var tradable = prices.flatMap(OutcomePrices::tradable);
        return new Quote(
                tradable.map(t -> t.yes().value()).orElse(null),
                tradable.map(t -> t.no().value()).orElse(null),
                prices.map(p -> BigDecimal.valueOf(p.conviction())).orElse(null),
                resolution().map(r -> r.name().toLowerCase(Locale.ROOT)).orElse(null));
    }

    /** The same with an empty payload. */
    public VenueMarket withoutPayload() {
        return new VenueMarket(
                id,
                venueName,
                question,
                conditionId,
                event,
                endDate,
                figures,
                outcomePrices,
                active,
                closed,
                acceptingOrders,
                "");
    }

    /** This market as a part of {@code event}. */
    public VenueMarket within(Parent parent) {
        return new VenueMarket(
                id,
                venueName,
                question,
                conditionId,
                parent,
                endDate,
                figures,
                outcomePrices,
                active,
                closed,
                acceptingOrders,
                payload);
    }
}
