package prescient.venuesim;

import java.time.Instant;

/**
 * An order of the account; counts are hundredths of a contract, amounts hundredths of a cent. A change makes a new one.
 *
 * @param limit the most a contract of the side bought may cost
 * @param status resting, executed or canceled
 */
record KalshiOrder(
        String id,
        String clientId,
        String ticker,
        boolean yes,
        long count,
        long limit,
        String timeInForce,
        long filled,
        long cost,
        long fees,
        String status,
        Instant createdAt,
        Instant updatedAt) {

    long remaining() {
        return status.equals("resting") ? count - filled : 0;
    }

    boolean rests() {
        return status.equals("resting");
    }

    KalshiOrder with(long more, long moreCost, long moreFees, Instant at) {
        long now = filled + more;
        return new KalshiOrder(
                id,
                clientId,
                ticker,
                yes,
                count,
                limit,
                timeInForce,
                now,
                cost + moreCost,
                fees + moreFees,
                now == count ? "executed" : status,
                createdAt,
                at);
    }

    KalshiOrder canceled(Instant at) {
        return new KalshiOrder(
                id, clientId, ticker, yes, count, limit, timeInForce, filled, cost, fees, "canceled", createdAt, at);
    }
}
