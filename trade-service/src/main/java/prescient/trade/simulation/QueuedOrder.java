package prescient.trade.simulation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueOrder;

/**
 * An order as the exchange keeps it: a row of {@code simulation_orders}.
 *
 * @param code why it is rejected or did not fill whole, null otherwise
 * @param filled contracts, as of its fills
 * @param feeCarried rounding of fees not given back yet
 * @param doneAt when the book was first looked at for it, null before
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record QueuedOrder(
        long orderNo,
        String clientOrderId,
        boolean ghost,
        String ticker,
        Side side,
        Quantity count,
        Price limitPrice,
        TimeInForce timeInForce,
        Status status,
        @Nullable String code,
        @Nullable String reason,
        Quantity filled,
        Money feeCarried,
        LatencyProfile profile,
        Instant receivedAt,
        Instant dueAt,
        @Nullable Instant doneAt) {

    enum Status {
        /** Its latency has not passed yet. */
        QUEUED,
        /** What is left waits on the book. */
        RESTING,
        FILLED,
        /** Ended with less than everything filled. */
        CANCELED,
        /** Nothing was filled, because a rule forbids the order. */
        REJECTED
    }

    Quantity remaining() {
        return new Quantity(count.shares().subtract(filled.shares()));
    }

    /** The dollars a resting order keeps from being spent. */
    Money held() {
        return remaining().valueAt(limitPrice);
    }

    boolean asks(VenueOrder other) {
        return ticker.equals(other.ticker())
                && side == other.side()
                && count.equals(other.count())
                && limitPrice.equals(other.limit())
                && timeInForce == other.timeInForce();
    }

    Answer answer() {
        var venueOrderId = "SIM-" + orderNo;
        return switch (status) {
            case QUEUED, RESTING -> new Answer.Working(venueOrderId, filled, remaining());
            case FILLED, CANCELED -> new Answer.Done(venueOrderId, filled);
            case REJECTED -> new Answer.Rejected(String.valueOf(code), String.valueOf(reason));
        };
    }

    /** How far a row has come; what is not named stays. */
    record Change(
            String clientOrderId,
            Status status,
            @Nullable String code,
            @Nullable String reason,
            BigDecimal filled,
            Money feeCarried) {}
}
