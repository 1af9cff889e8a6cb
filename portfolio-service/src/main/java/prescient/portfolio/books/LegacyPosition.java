package prescient.portfolio.books;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import prescient.legacy.LegacyTime;
import prescient.legacy.PythonJson;
import prescient.money.Money;
import prescient.money.Price;

/**
 * A position as {@code portfolio.json} has it.
 *
 * @param action buy_yes or buy_no
 * @param status open, closed or settled; the old program knows only the first
 * @param legacyGain {@code current_pnl}
 */
record LegacyPosition(
        String tradeId,
        String marketId,
        String marketQuestion,
        String action,
        Money amount,
        Price entryPrice,
        Instant at,
        String status,
        double legacyGain) {

    static final List<String> KEYS = List.of(
            "trade_id",
            "market_id",
            "market_question",
            "action",
            "amount",
            "entry_price",
            "entry_timestamp",
            "status",
            "current_pnl");

    private static final List<String> ACTIONS = List.of("buy_yes", "buy_no");
    private static final List<String> STATUSES = List.of("open", "closed", "settled");

    /** @throws IllegalArgumentException that says what is wrong with it */
    static LegacyPosition of(ObjectNode node, ZoneId zone) {
        var fields = new LegacyFields(node, zone);
        return new LegacyPosition(
                fields.id("trade_id"),
                fields.id("market_id"),
                fields.text("market_question"),
                fields.word("action", ACTIONS),
                fields.positive("amount"),
                price(fields.number("entry_price")),
                fields.time("entry_timestamp"),
                fields.word("status", STATUSES),
                fields.figure("current_pnl"));
    }

    private static Price price(BigDecimal value) {
        try {
            return new Price(value);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("entry_price: " + wrong.getMessage(), wrong);
        }
    }

    /** Sets the fields in an object; what else it has stays. */
    ObjectNode into(ObjectNode old, ZoneId zone) {
        return LegacyFields.merged(old, node(zone));
    }

    /** As the old program writes it; the amount is an integer when it is whole. */
    ObjectNode node(ZoneId zone) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("trade_id", tradeId);
        node.put("market_id", marketId);
        node.put("market_question", marketQuestion);
        node.put("action", action);
        node.set(
                "amount",
                amount.amount().stripTrailingZeros().scale() <= 0
                        ? PythonJson.whole(amount.amount())
                        : PythonJson.number(amount.amount()));
        node.set("entry_price", PythonJson.number(entryPrice.value()));
        node.put("entry_timestamp", LegacyTime.text(at, zone));
        node.put("status", status);
        node.set("current_pnl", LegacyFields.figureNode(legacyGain));
        return node;
    }
}
