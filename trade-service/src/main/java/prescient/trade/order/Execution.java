package prescient.trade.order;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far an order has come.
 *
 * @param order the order
 * @param status its stored status
 * @param code why denied or rejected, null otherwise
 * @param detail the reason in words, null when there is none
 * @param price the fill's price, null unless filled
 * @param shares the fill's shares, null unless filled
 * @param repeated true when an earlier request had already decided it
 */
public record Execution(
        Order order,
        Status status,
        @Nullable String code,
        @Nullable String detail,
        @Nullable BigDecimal price,
        @Nullable BigDecimal shares,
        boolean repeated) {

    /** Statuses of an order. Legal moves: pending to any of the next three; filled to closed. */
    public enum Status {
        PENDING,
        FILLED,
        DENIED,
        REJECTED,
        CLOSED;

        /** The name in JSON and in the database. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** True when the order became a trade, now or earlier. */
    public boolean traded() {
        return status == Status.FILLED || status == Status.CLOSED;
    }

    /** True when the order was refused by us or by the exchange. */
    public boolean refused() {
        return status == Status.DENIED || status == Status.REJECTED;
    }
}
