package prescient.trade.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import prescient.legacy.LegacyTime;
import prescient.legacy.PythonJson;

/**
 * One object of {@code paper_trades.json}.
 *
 * @param tradeId unique in the file
 * @param at when it was bought; the file has local time
 * @param action {@code buy_yes} or {@code buy_no}
 * @param amount dollars; the file has an integer where it is whole
 * @param entryPrice dollars a share, of the bought side
 * @param status {@code open}, {@code closed} or {@code settled}
 * @param eventEndDate the venue's text, may be null
 * @param currentPnl the legacy figure; the old program never changed it
 * @param realizedPnl dollars, null while open
 */
public record LegacyTrade(
        String tradeId,
        Instant at,
        String marketId,
        String marketQuestion,
        String action,
        BigDecimal amount,
        BigDecimal entryPrice,
        BigDecimal confidence,
        @Nullable String reason,
        String status,
        @Nullable String eventId,
        @Nullable String eventTitle,
        @Nullable String eventEndDate,
        @Nullable BigDecimal currentPnl,
        @Nullable BigDecimal realizedPnl) {

    /** The collection's name. */
    public static final String COLLECTION = "paper_trades";

    static final String TIMESTAMP = "timestamp";
    /** A note on a record whose time does not exist in its folder's zone; says why. */
    public static final String NO_TIME = "no_time";

    /** Characters of a date without a time. */
    private static final int DATE = 10;

    static final String STATUS = "status";
    static final String REALIZED_PNL = "realized_pnl";

    /**
     * Understands an object of the file.
     *
     * @throws IllegalArgumentException when its time is none in the zone
     */
    public static LegacyTrade of(ObjectNode value, Notes notes, ZoneId zone) {
        return new LegacyTrade(
                value.path("trade_id").asText(),
                timeOf(value, notes, zone),
                value.path("market_id").asText(),
                value.path("market_question").asText(),
                value.path("action").asText(),
                value.path("amount").decimalValue(),
                value.path("entry_price").decimalValue(),
                value.path("confidence").decimalValue(),
                text(value, "reason"),
                value.path(STATUS).asText(),
                text(value, "event_id"),
                text(value, "event_title"),
                text(value, "event_end_date"),
                number(value, "current_pnl"),
                number(value, REALIZED_PNL));
    }

    /** As the old program writes it: its keys, in its order. */
    public ObjectNode node(ZoneId zone) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("trade_id", tradeId);
        node.put(TIMESTAMP, LegacyTime.text(at, zone));
        node.put("market_id", marketId);
        node.put("market_question", marketQuestion);
        node.put("action", action);
        node.set("amount", isWhole(amount) ? PythonJson.whole(amount) : PythonJson.number(amount));
        node.set("entry_price", PythonJson.number(entryPrice));
        node.set("confidence", PythonJson.number(confidence));
        node.put("reason", reason);
        node.put(STATUS, status);
        node.put("event_id", eventId);
        node.put("event_title", eventTitle);
        node.put("event_end_date", eventEndDate);
        node.set("current_pnl", figure(currentPnl));
        node.set(REALIZED_PNL, figure(realizedPnl));
        return node;
    }

    /** What the object becomes when its trade ends; the same keys in the same places. */
    static ObjectNode ended(ObjectNode value, String status, BigDecimal realizedPnl) {
        var node = value.deepCopy();
        node.put(STATUS, status);
        node.set(REALIZED_PNL, PythonJson.number(realizedPnl));
        return node;
    }

    /** The instant behind a local time; the note knows which of two it is where the clock was put back. */
    static Instant timeOf(ObjectNode value, Notes notes, ZoneId zone) {
        var text = value.path(TIMESTAMP).asText();
        var noted = notes.at();
        return noted != null && LegacyTime.text(noted, zone).equals(text) ? noted : LegacyTime.parse(text, zone);
    }

    /** The event's end in one of the venue's forms; null for any other text, which is kept as it is. */
    public @Nullable Instant eventEnd() {
        try {
            if (eventEndDate == null) {
                return null;
            }
            return eventEndDate.length() == DATE
                    ? LocalDate.parse(eventEndDate).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(eventEndDate).toInstant();
        } catch (DateTimeException otherForm) {
            return null;
        }
    }

    private static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }

    private static JsonNode figure(@Nullable BigDecimal value) {
        return value == null ? JsonNodeFactory.instance.nullNode() : PythonJson.number(value);
    }

    private static @Nullable String text(ObjectNode value, String key) {
        var node = value.path(key);
        return node.isTextual() ? node.textValue() : null;
    }

    private static @Nullable BigDecimal number(ObjectNode value, String key) {
        var node = value.path(key);
        return node.isNumber() ? node.decimalValue() : null;
    }
}
