package prescient.trade.order;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * What we ask of an exchange. The id comes from the caller (or is derived from the signal), so asking twice is asking
 * once. Immutable.
 *
 * @param orderId caller's id, 1 to 200 of {@code A-Za-z0-9._:-}
 * @param tradeId the trade this order opens or closes
 * @param side opening or closing
 * @param portfolioId whose cash and position
 * @param signalId the advice behind it, null for an order somebody placed himself
 * @param cycleId the trading cycle that asked for it, null outside one
 * @param marketId the venue's id
 * @param marketQuestion for people
 * @param action the outcome bought; a closing order sells that outcome
 * @param amount dollars to spend (opening) or that the position cost (closing), positive
 * @param shares shares to sell; null when opening, where the price decides
 * @param limitPrice the worst acceptable price: highest when opening, lowest when closing
 * @param confidence 0..1
 * @param reason in words, may be null
 * @param eventId the event of the market, may be null
 * @param eventTitle for people, may be null
 * @param eventEndDate may be null
 * @param origin for the analytics; null when closing, or when nothing is told
 */
@RegisterForReflection(registerFullHierarchy = true)
public record Order(
        String orderId,
        String tradeId,
        Side side,
        int portfolioId,
        @Nullable String signalId,
        @Nullable String cycleId,
        String marketId,
        String marketQuestion,
        Action action,
        Money amount,
        @Nullable Quantity shares,
        Price limitPrice,
        BigDecimal confidence,
        @Nullable String reason,
        @Nullable String eventId,
        @Nullable String eventTitle,
        @Nullable Instant eventEndDate,
        @Nullable Origin origin) {

    private static final int CALLERS_ID = 150;
    private static final int TEXT = 4000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    public Order {
        requireId("order_id", orderId);
        requireId("trade_id", tradeId);
        Objects.requireNonNull(action, "action is missing");
        if (marketId.isBlank()) {
            throw new IllegalArgumentException("market_id is empty");
        }
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("amount is not positive");
        }
        if (confidence.signum() < 0 || confidence.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("confidence lies in [0, 1]");
        }
    }

    /** Opening or closing an exposure. */
    public enum Side {
        OPEN,
        CLOSE;

        /** The name in JSON and in the database. */
        @JsonValue
        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Side of(String wire) {
            return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /**
     * What must be equal for two orders of the same id to be the same order. For a signal's order that is the signal:
     * its limit follows from a setting, which may have changed since a first attempt.
     */
    String content() {
        return signalId != null
                ? "signal|" + signalId
                : String.join(
                        "|",
                        side.wire(),
                        String.valueOf(portfolioId),
                        marketId,
                        action.wire(),
                        amount.toString(),
                        limitPrice.toString());
    }

    /**
     * For ids that callers choose: what is derived from them, as far as {@code settle-trade-<id>}, is an id as well.
     *
     * @throws IllegalArgumentException unless {@code id} is legal and short enough
     */
    public static void requireShortId(String field, @Nullable String id) {
        if (id == null || id.length() > CALLERS_ID || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(field + " is 1 to " + CALLERS_ID + " of A-Z a-z 0-9 . _ : -");
        }
    }

    /**
     * For texts from outside: what the books and the database take.
     *
     * @throws IllegalArgumentException for more than 4000 characters or a NUL character
     */
    public static void requireText(String field, @Nullable String text) {
        if (text != null && (text.length() > TEXT || text.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(field + " has more than " + TEXT + " characters or a NUL character");
        }
    }

    /** A text of a neighbour as {@link #requireText} has it: nobody could correct it, and it is only for people. */
    public static String shown(String text) {
        var whole = text.replace('\0', ' ');
        return whole.length() > TEXT ? whole.substring(0, TEXT) : whole;
    }

    /** @throws IllegalArgumentException unless {@code id} is a legal id */
    static void requireId(String field, @Nullable String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(field + " is 1 to 200 of A-Z a-z 0-9 . _ : -");
        }
    }
}
