package prescient.trade.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.money.Price;
import prescient.trade.cutover.Draft;
import prescient.trade.cutover.TradingFile;
import prescient.trade.cutover.TradingState;
import prescient.trade.cutover.TradingStore;
import prescient.trade.order.Execution.Status;
import prescient.trade.outbox.OutboxFile;
import prescient.trade.outbox.OutboxMessage;

/** Orders in the journal beside the legacy files, their trades in {@code paper_trades.json}. Blocks. */
@ApplicationScoped
class OrderFile {

    private final TradingFile trading;
    private final ObjectMapper json;
    private final EndingFile endings;

    OrderFile(TradingFile trading, ObjectMapper json) {
        this.trading = trading;
        this.json = json;
        this.endings = new EndingFile(trading.zone());
    }

    Changed<Set<String>> record(List<Intent> intents, String environment, Instant now) {
        return trading.change(draft -> {
            var ids = new LinkedHashSet<String>();
            var known = new HashSet<String>();
            var buying = new HashSet<String>();
            var closing = new HashSet<String>();
            for (var wanted : intents) {
                var order = wanted.order();
                boolean foreign = order.portfolioId() != TradingStore.LEGACY_PORTFOLIO;
                var intent = foreign
                        ? QuoteRules.denied(
                                order, OrderProblem.PORTFOLIO_NOT_FOUND, "the legacy files hold portfolio 1 only")
                        : wanted;
                boolean pending = intent.status() == Status.PENDING;
                boolean opens = order.side() == Order.Side.OPEN;
                if (known.contains(order.orderId())
                        || draft.state().order(order.orderId()) != null
                        || (pending && opens && (isExposed(draft, order) || !buying.add(order.marketId())))
                        || (pending && !opens && (isClosing(draft, order) || !closing.add(order.tradeId())))) {
                    continue;
                }
                // What is stored otherwise than it was wanted is looked up by who wanted it.
                known.add(order.orderId());
                if (intent.equals(wanted)) {
                    ids.add(order.orderId());
                }
                draft.order(rowOf(intent, environment, now));
                if (intent.status() == Status.DENIED) {
                    EndingFile.tellSignal(draft, order.signalId(), "denied", null, intent.reason(), now);
                }
            }
            return ids;
        });
    }

    Changed<List<OutboxMessage>> end(List<Ending> ended, Instant now) {
        return trading.change(draft -> {
            var messages = new ArrayList<ObjectNode>();
            for (var ending : ended) {
                var row = draft.state().order(ending.orderId());
                if (row != null && row.path("status").asText().equals("pending")) {
                    messages.addAll(endings.end(draft, row, ending, stored(row), now));
                }
            }
            return OutboxFile.inOrder(messages);
        });
    }

    Map<String, Stored> find(List<String> orderIds) {
        return trading.ask(draft -> {
            var found = new HashMap<String, Stored>();
            for (var id : orderIds) {
                var row = draft.state().order(id);
                if (row != null) {
                    found.put(id, stored(row));
                }
            }
            return found;
        });
    }

    List<Stored> pendingSince(Instant before, int limit) {
        return trading.ask(draft -> draft.state().pending().stream()
                .filter(row -> !TradingState.time(row, "updated_at").isAfter(before))
                .limit(limit)
                .map(this::stored)
                .toList());
    }

    Map<Status, Integer> countsOf(String cycleId) {
        return trading.ask(draft -> draft.state().orders().stream()
                .filter(row -> row.path("cycle_id").asText().equals(cycleId))
                .collect(Collectors.toMap(
                        row -> Status.of(row.path("status").asText()),
                        row -> 1,
                        Integer::sum,
                        () -> new EnumMap<>(Status.class))));
    }

    /** Bought, being bought, or bought by an order that is long forgotten. */
    private static boolean isExposed(Draft draft, Order order) {
        return draft.state().buys(order.marketId())
                || draft.trades().holds(order.marketId())
                || draft.trades().find(order.tradeId()) != null;
    }

    /** Being sold, or gone. */
    private static boolean isClosing(Draft draft, Order order) {
        var held = draft.trades().find(order.tradeId());
        return held == null || !held.open() || draft.state().closingOf(order.tradeId()) != null;
    }

    private ObjectNode rowOf(Intent intent, String environment, Instant now) {
        ObjectNode row = json.valueToTree(intent);
        row.put("environment", environment);
        row.put("created_at", Draft.text(now));
        row.put("updated_at", Draft.text(now));
        return row;
    }

    private Stored stored(ObjectNode row) {
        try {
            var order = json.readerFor(Order.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .<Order>readValue(row);
            var quoted = number(row, "quoted_price");
            var fill = row.path("fill");
            return new Stored(
                    order,
                    quoted == null ? null : new Price(quoted),
                    Status.of(row.path("status").asText()),
                    text(row, "status_code"),
                    text(row, "status_reason"),
                    number(fill, "price"),
                    number(fill, "shares"),
                    row.path("content").asText());
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("an order was stored in another form", unreadable);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static @Nullable String text(JsonNode row, String column) {
        return row.hasNonNull(column) ? row.path(column).asText() : null;
    }

    private static @Nullable BigDecimal number(JsonNode row, String column) {
        return row.hasNonNull(column) ? row.path(column).decimalValue() : null;
    }
}
