package prescient.portfolio.books;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.legacy.LegacyTime;
import prescient.legacy.PythonJson;

/**
 * What {@code portfolio.json} says besides its positions.
 *
 * @param balance dollars, as written: sums of the old program may have binary fractions
 * @param profit {@code total_profit_loss}
 * @param pricedAt {@code last_price_update}, null if the file does not have it
 */
record LegacyHeader(
        BigDecimal balance,
        BigDecimal invested,
        double profit,
        int trades,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant pricedAt) {

    static final List<String> KEYS = List.of(
            "balance",
            "total_invested",
            "total_profit_loss",
            "trade_count",
            "created_at",
            "last_updated",
            "last_price_update");

    /** @throws IllegalArgumentException that says what is wrong with it */
    static LegacyHeader of(ObjectNode node, ZoneId zone) {
        var fields = new LegacyFields(node, zone);
        return new LegacyHeader(
                fields.notNegative("balance"),
                fields.notNegative("total_invested"),
                fields.figure("total_profit_loss"),
                fields.count("trade_count"),
                fields.time("created_at"),
                fields.time("last_updated"),
                fields.optionalTime("last_price_update"));
    }

    /** Sets the fields in an object; what else it has stays. */
    ObjectNode into(ObjectNode old, ZoneId zone) {
        return LegacyFields.merged(old, node(zone));
    }

    ObjectNode node(ZoneId zone) {
        var node = JsonNodeFactory.instance.objectNode();
        node.set("balance", PythonJson.number(balance));
        node.set("total_invested", PythonJson.number(invested));
        node.set("total_profit_loss", LegacyFields.figureNode(profit));
        node.set("trade_count", PythonJson.whole(BigDecimal.valueOf(trades)));
        node.put("created_at", LegacyTime.text(createdAt, zone));
        node.put("last_updated", LegacyTime.text(updatedAt, zone));
        if (pricedAt != null) {
            node.put("last_price_update", LegacyTime.text(pricedAt, zone));
        }
        return node;
    }
}
