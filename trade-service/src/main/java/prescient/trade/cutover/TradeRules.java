package prescient.trade.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.legacy.LegacyTime;
import prescient.money.Money;

/**
 * What an object of {@code paper_trades.json} must be so that every value of it can be given back.
 *
 * @param zone of the live files
 */
record TradeRules(ZoneId zone) {

    /** Short enough for {@code settle-<id>}, the id of its settlement in the books. */
    private static final int ID_MAX = 193;

    private static final Set<String> ACTIONS = Set.of("buy_yes", "buy_no");
    private static final Set<String> STATUSES = Set.of("open", "closed", "settled");
    private static final Set<String> TEXTS = Set.of("reason", "event_id", "event_title", "event_end_date");
    /** What no rule below looks into. */
    private static final List<String> FREE_TEXTS =
            List.of("market_id", "market_question", "reason", "event_id", "event_title", "event_end_date");

    private static final Set<String> KEYS = Set.of(
            "trade_id",
            "timestamp",
            "market_id",
            "market_question",
            "action",
            "amount",
            "entry_price",
            "confidence",
            "reason",
            "status",
            "event_id",
            "event_title",
            "event_end_date",
            "current_pnl",
            "realized_pnl");

    /** Why the record cannot be taken in, null when it can. */
    @Nullable String defect(LegacyRecord fromFile) {
        var value = fromFile.value();
        for (var entry : value.properties()) {
            if (!KEYS.contains(entry.getKey())) {
                return "unknown key " + entry.getKey();
            }
        }
        for (var key : FREE_TEXTS) {
            var text = value.path(key).textValue();
            if (text != null && text.indexOf('\0') >= 0) {
                return key + " holds a NUL character";
            }
        }
        if (fromFile.notes().containsKey(LegacyTrade.NO_TIME)) {
            return "timestamp: " + fromFile.notes().get(LegacyTrade.NO_TIME);
        }
        try {
            check(value);
            return null;
        } catch (IllegalArgumentException defect) {
            return defect.getMessage();
        }
    }

    private void check(ObjectNode value) {
        require(isId(text(value, "trade_id")), "trade_id is 1 to 193 of A-Z a-z 0-9 . _ : -");
        var timestamp = text(value, LegacyTrade.TIMESTAMP);
        try {
            LegacyTime.parse(timestamp, zone);
        } catch (IllegalArgumentException impossible) {
            throw new IllegalArgumentException("timestamp: " + impossible.getMessage(), impossible);
        }
        require(!text(value, "market_id").isBlank(), "market_id is empty");
        text(value, "market_question");
        require(ACTIONS.contains(text(value, "action")), "action is buy_yes or buy_no");
        var amount = number(value, "amount");
        require(amount.signum() > 0, "amount is not above 0");
        new Money(amount);
        var price = number(value, "entry_price");
        require(price.signum() > 0 && price.compareTo(BigDecimal.ONE) <= 0, "entry_price lies in (0, 1]");
        var confidence = number(value, "confidence");
        require(confidence.signum() >= 0 && confidence.compareTo(BigDecimal.ONE) <= 0, "confidence lies in [0, 1]");
        for (var key : TEXTS) {
            require(isNothing(value.get(key)) || value.path(key).isTextual(), key + " is no text");
        }
        var status = text(value, LegacyTrade.STATUS);
        require(STATUSES.contains(status), "status is open, closed or settled");
        if (!isNothing(value.get("current_pnl"))) {
            number(value, "current_pnl");
        }
        boolean ended = !isNothing(value.get(LegacyTrade.REALIZED_PNL));
        require(ended != status.equals("open"), "realized_pnl is null while open and a number after that");
        if (ended) {
            number(value, LegacyTrade.REALIZED_PNL);
        }
    }

    /** Without a pattern, since every record of an import is asked. */
    private static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == ':'
                    || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= ID_MAX;
    }

    private static String text(ObjectNode value, String key) {
        require(value.path(key).isTextual(), key + " is missing or no text");
        return value.path(key).textValue();
    }

    private static BigDecimal number(ObjectNode value, String key) {
        var node = value.path(key);
        require(node.isIntegralNumber() || node.isBigDecimal(), key + " is missing or no finite number");
        return node.decimalValue();
    }

    private static boolean isNothing(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
