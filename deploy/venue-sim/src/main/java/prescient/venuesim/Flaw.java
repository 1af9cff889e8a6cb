package prescient.venuesim;

import java.util.List;

/** What is wrong with a generated market. Every kind but NEVER_TRADED is a breach of the venue's own format. */
enum Flaw {
    NONE,
    /** Nobody ever traded it: inactive and without prices, which the real venue has too. */
    NEVER_TRADED,
    PRICES_NOT_JSON,
    ONE_PRICE,
    PRICES_OUTSIDE,
    THREE_OUTCOMES,
    NO_QUESTION,
    NULL_VOLUME,
    NO_ID;

    private static final List<Flaw> MALFORMED =
            List.of(PRICES_NOT_JSON, ONE_PRICE, PRICES_OUTSIDE, THREE_OUTCOMES, NO_QUESTION, NULL_VOLUME, NO_ID);
    private static final double SHARE_NEVER_TRADED = 0.02;
    private static final double SHARE_MALFORMED = 0.008;

    static Flaw draw(Noise market, boolean malformed) {
        if (market.chance(SHARE_NEVER_TRADED, Trait.NEVER_TRADED)) {
            return NEVER_TRADED;
        }
        if (malformed && market.chance(SHARE_MALFORMED, Trait.MALFORMED)) {
            return MALFORMED.get(market.below(MALFORMED.size(), Trait.FLAW_KIND));
        }
        return NONE;
    }
}
