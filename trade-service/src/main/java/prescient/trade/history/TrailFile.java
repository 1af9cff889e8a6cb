package prescient.trade.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.trade.cutover.TradingFile;
import prescient.trade.cutover.TradingState;

/** The orders of a trade in the journal beside the legacy files, as far as it still has them. Blocks. */
@ApplicationScoped
class TrailFile {

    private static final Set<String> OPENED = Set.of("filled", "closed");
    private static final Set<String> CLOSING = Set.of("pending", "filled");

    private final TradingFile trading;

    TrailFile(TradingFile trading) {
        this.trading = trading;
    }

    Trail of(String tradeId) {
        return trading.ask(draft -> trail(draft.state().orders().stream()
                .filter(row -> row.path("trade_id").asText().equals(tradeId))
                .filter(row -> (row.path("side").asText().equals("open") ? OPENED : CLOSING)
                        .contains(row.path("status").asText()))
                .toList()));
    }

    private static Trail trail(List<ObjectNode> rows) {
        return new Trail(
                rows.stream().map(TrailFile::order).toList(),
                rows.stream()
                        .filter(row -> row.path("fill").isObject())
                        .map(row -> fill(row.path("order_id").asText(), row.path("fill")))
                        .toList());
    }

    private static Trail.OrderLine order(JsonNode row) {
        return new Trail.OrderLine(
                row.path("order_id").asText(),
                row.path("side").asText(),
                row.path("status").asText(),
                row.path("environment").asText(),
                row.hasNonNull("quoted_price") ? number(row, "quoted_price") : null,
                number(row, "limit_price"),
                text(row, "cycle_id"),
                TradingState.time(row, "created_at"),
                TradingState.time(row, "updated_at"));
    }

    private static Trail.FillLine fill(String orderId, JsonNode fill) {
        return new Trail.FillLine(
                fill.path("fill_id").asText(),
                orderId,
                number(fill, "price"),
                number(fill, "shares"),
                number(fill, "amount"),
                number(fill, "fee"),
                TradingState.time(fill, "filled_at"));
    }

    private static BigDecimal number(JsonNode row, String column) {
        return row.path(column).decimalValue();
    }

    private static @Nullable String text(JsonNode row, String column) {
        return row.hasNonNull(column) ? row.path(column).asText() : null;
    }
}
