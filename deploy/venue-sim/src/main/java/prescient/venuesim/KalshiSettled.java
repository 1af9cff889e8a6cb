package prescient.venuesim;

import java.time.Instant;

/** How a market ended for the account. */
record KalshiSettled(
        String ticker,
        boolean yesHolds,
        long yesCount,
        long yesCost,
        long noCount,
        long noCost,
        long fees,
        long revenue,
        Instant at) {}
