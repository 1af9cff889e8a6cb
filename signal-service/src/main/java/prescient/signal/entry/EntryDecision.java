package prescient.signal.entry;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a strike, and why.
 *
 * @param ticker null when no market was looked at
 * @param side null likewise
 * @param reasons why not; empty when it is entered
 * @param request null unless it is entered
 */
record EntryDecision(
        @Nullable String ticker,
        @Nullable String side,
        List<SkipReason> reasons,
        @Nullable TradeRequest request,
        Figures figures) {

    EntryDecision {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty() != (request != null)) {
            throw new IllegalArgumentException("what is not entered has a reason, what is entered has a request");
        }
    }

    /**
     * What was looked at; null is what was not.
     *
     * @param ttc seconds to the close
     * @param currentPrice dollars
     * @param probability percent
     * @param ask cents
     * @param differential points
     * @param volume contracts
     * @param momentumScore percent
     */
    record Figures(
            @Nullable Long ttc,
            @Nullable BigDecimal currentPrice,
            @Nullable BigDecimal strike,
            @Nullable BigDecimal probability,
            @Nullable BigDecimal ask,
            @Nullable BigDecimal differential,
            @Nullable BigDecimal volume,
            @Nullable BigDecimal momentumScore) {

        static final Figures NONE = new Figures(null, null, null, null, null, null, null, null);
    }

    /** Nothing was looked at, or nothing needed to be. */
    static EntryDecision none(SkipReason reason, Figures figures) {
        return new EntryDecision(null, null, List.of(reason), null, figures);
    }

    String key() {
        return ticker == null ? "" : Intent.key(ticker, String.valueOf(side));
    }
}
