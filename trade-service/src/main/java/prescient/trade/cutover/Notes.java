package prescient.trade.cutover;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.money.Quantity;

/**
 * What the suite knows of a trade and the legacy file has no place for. All of it is null for a trade of the old
 * program.
 *
 * @param orderId the order that opened it
 * @param signalId the advice behind it
 * @param shares what it holds or held
 * @param fee dollars paid at opening
 * @param exitPrice dollars a share brought
 * @param exitAt when it ended
 * @param closedBy the order that closed it; null for a settled one
 * @param at when it was bought, exactly; only kept where the file's local time stands for two instants
 */
public record Notes(
        @Nullable String orderId,
        @Nullable String signalId,
        @Nullable BigDecimal shares,
        @Nullable BigDecimal fee,
        @Nullable BigDecimal exitPrice,
        @Nullable Instant exitAt,
        @Nullable String closedBy,
        @Nullable Instant at) {

    /** Nothing is known. */
    public static final Notes NONE = new Notes(null, null, null, null, null, null, null, null);

    /** The notes of a record; unknown ones are ignored. */
    public static Notes of(Map<String, String> notes) {
        return notes.isEmpty()
                ? NONE
                : new Notes(
                        notes.get("order_id"),
                        notes.get("signal_id"),
                        number(notes.get("shares")),
                        number(notes.get("fee")),
                        number(notes.get("exit_price")),
                        instant(notes.get("exit_at")),
                        notes.get("closed_by"),
                        instant(notes.get("at")));
    }

    /** As a record carries them. */
    public Map<String, String> map() {
        if (equals(NONE)) {
            return Map.of();
        }
        var map = new TreeMap<String, String>();
        put(map, "order_id", orderId);
        put(map, "signal_id", signalId);
        put(map, "shares", shares == null ? null : shares.toPlainString());
        put(map, "fee", fee == null ? null : fee.toPlainString());
        put(map, "exit_price", exitPrice == null ? null : exitPrice.toPlainString());
        put(map, "exit_at", exitAt);
        put(map, "closed_by", closedBy);
        put(map, "at", at);
        return new LinkedHashMap<>(map);
    }

    /** The same with how the trade ended. */
    public Notes ended(BigDecimal price, Instant when, @Nullable String byOrder) {
        return new Notes(orderId, signalId, shares, fee, price, when, byOrder, at);
    }

    /** What the trade holds: as noted, or else what the amount bought at the price. */
    public BigDecimal sharesOf(BigDecimal amount, BigDecimal entryPrice) {
        return shares != null
                ? shares
                : amount.divide(entryPrice, Quantity.MAX_SCALE, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros();
    }

    /** The opening fee, zero when none is noted. */
    public BigDecimal feeOrZero() {
        return fee == null ? BigDecimal.ZERO : fee;
    }

    private static void put(Map<String, String> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value.toString());
        }
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
