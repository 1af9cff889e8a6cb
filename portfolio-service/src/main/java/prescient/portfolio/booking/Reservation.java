package prescient.portfolio.booking;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import prescient.money.Money;
import prescient.portfolio.Input;

/**
 * Cash that an order will need.
 *
 * @param orderId the caller's id; the same one never reserves twice
 * @param portfolioId whose cash
 * @param amount dollars, fees included, above zero
 */
record Reservation(String orderId, int portfolioId, Money amount) {

    Reservation {
        Input.id("order_id", orderId);
        Input.portfolioId(portfolioId);
        Input.positive("amount", amount);
    }

    /** A batch as it is sent. */
    record Batch(List<Reservation> reservations) {
        Batch {
            reservations = Input.items("reservations", reservations);
        }
    }

    /** Orders whose cash is not needed any more. */
    record Release(List<String> orderIds) {
        Release {
            orderIds = Input.items("order_ids", orderIds);
            orderIds.forEach(id -> Input.id("order_ids", id));
        }
    }

    /**
     * How many reservations were given back.
     *
     * @param released those that were open until now
     */
    record Released(int released) {}

    /**
     * What became of a reservation.
     *
     * @param available cash left in the portfolio after it, in dollars; 0 for an unknown portfolio
     */
    record Result(String orderId, Outcome outcome, Money available) {}

    /** How it went. */
    enum Outcome {
        /** The cash is reserved, now or by an earlier request with the same content. */
        @JsonProperty("reserved")
        RESERVED,
        /** This order's cash was reserved before and has been given back since; a new order needs a new id. */
        @JsonProperty("released")
        RELEASED,
        @JsonProperty("insufficient_cash")
        INSUFFICIENT_CASH,
        @JsonProperty("portfolio_not_found")
        PORTFOLIO_NOT_FOUND,
        @JsonProperty("portfolio_not_active")
        PORTFOLIO_NOT_ACTIVE,
        /** The id was used with another portfolio or amount. */
        @JsonProperty("content_differs")
        CONTENT_DIFFERS
    }
}
