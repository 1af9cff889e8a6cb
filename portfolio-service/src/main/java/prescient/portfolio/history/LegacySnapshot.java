package prescient.portfolio.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import prescient.legacy.LegacyTime;
import prescient.legacy.PythonJson;
import prescient.portfolio.books.LegacyFields;

/**
 * A snapshot as {@code portfolio_history.json} has it.
 *
 * @param balance dollars as written: sums of the old program may have binary fractions
 * @param profit {@code total_profit_loss}
 * @param total {@code total_value}: balance and profit, without what was invested
 */
record LegacySnapshot(
        Instant at, BigDecimal balance, BigDecimal invested, double profit, double total, int open, int trades) {

    static final List<String> KEYS = List.of(
            "date",
            "timestamp",
            "balance",
            "total_invested",
            "total_profit_loss",
            "total_value",
            "open_positions",
            "trade_count");

    private static final int DATE = 10;

    /** @throws IllegalArgumentException that says what is wrong with it */
    static LegacySnapshot of(ObjectNode node, ZoneId zone) {
        var fields = new LegacyFields(node, zone);
        var at = fields.time("timestamp");
        if (!fields.text("date").equals(fields.text("timestamp").substring(0, DATE))) {
            throw new IllegalArgumentException("date is not the day of timestamp");
        }
        return new LegacySnapshot(
                at,
                fields.notNegative("balance"),
                fields.notNegative("total_invested"),
                fields.figure("total_profit_loss"),
                fields.figure("total_value"),
                fields.count("open_positions"),
                fields.count("trade_count"));
    }

    static LegacySnapshot of(Snapshot snapshot, Standing standing) {
        return new LegacySnapshot(
                snapshot.timestamp(),
                snapshot.balance().amount(),
                snapshot.totalInvested().amount(),
                standing.legacyProfit(),
                standing.legacyTotal(),
                snapshot.openPositions(),
                snapshot.tradeCount());
    }

    ObjectNode node(ZoneId zone) {
        var node = JsonNodeFactory.instance.objectNode();
        var time = LegacyTime.text(at, zone);
        node.put("date", time.substring(0, DATE));
        node.put("timestamp", time);
        node.set("balance", PythonJson.number(balance));
        node.set("total_invested", PythonJson.number(invested));
        node.set("total_profit_loss", LegacyFields.figureNode(profit));
        node.set("total_value", LegacyFields.figureNode(total));
        node.set("open_positions", PythonJson.whole(BigDecimal.valueOf(open)));
        node.set("trade_count", PythonJson.whole(BigDecimal.valueOf(trades)));
        return node;
    }

    /** The object with its times told in another zone. */
    static ObjectNode translated(ObjectNode value, ZoneId from, ZoneId to) {
        var next = LegacyFields.translated(value, from, to, "timestamp");
        var time = next.path("timestamp").asText();
        if (!from.equals(to)
                && time.length() > DATE
                && value.path("timestamp")
                        .asText()
                        .startsWith(value.path("date").asText())) {
            next.put("date", time.substring(0, DATE));
        }
        return next;
    }
}
