package prescient.trade.simulation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits on the exchange.
 *
 * @param orderDue the drawn time of the order whose turn is next; null when none waits
 * @param settlementDue that of the market that is settled next; null when none waits
 * @param readAt when this was read
 */
record Lateness(@Nullable Instant orderDue, @Nullable Instant settlementDue, Instant readAt) {

    /** By how much the order is late, 0 when it is not. */
    Duration ofOrder() {
        return late(orderDue);
    }

    /** Likewise the settlement. */
    Duration ofSettlement() {
        return late(settlementDue);
    }

    private Duration late(@Nullable Instant due) {
        return due == null || due.isAfter(readAt) ? Duration.ZERO : Duration.between(due, readAt);
    }
}
