package prescient.trade.order;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.legacy.LegacyTime;
import prescient.trade.cutover.Draft;
import prescient.trade.cutover.LegacyTrade;
import prescient.trade.cutover.Notes;
import prescient.trade.order.Execution.Status;

/** What the end of a pending order changes: its row, its trade in the legacy file, and what others are told. */
final class EndingFile {

    /** Messages that are delivered right away are due for the job only a little later. */
    private static final long HEAD_START_SECONDS = 2;

    private final ZoneId zone;

    EndingFile(ZoneId zone) {
        this.zone = zone;
    }

    /** Answers the messages' rows. */
    List<ObjectNode> end(Draft draft, ObjectNode row, Ending ending, Stored stored, Instant now) {
        var order = stored.order();
        var fill = ending.fill();
        boolean filled = ending.status() == Status.FILLED;
        var next = row.deepCopy();
        next.put("status", ending.status().wire());
        next.put("status_code", ending.code());
        next.put("status_reason", ending.reason());
        next.put("updated_at", Draft.text(now));
        var messages = new ArrayList<ObjectNode>();
        var soon = now.plusSeconds(HEAD_START_SECONDS);
        if (filled && fill != null) {
            next.set("fill", rowOf(fill));
            if (order.side() == Order.Side.OPEN) {
                open(draft, order, fill);
            } else {
                close(draft, order, fill, now);
            }
            add(messages, draft.message("fill", fill.fillId(), payload(order, fill), now, soon));
        } else if (ending.status() == Status.REJECTED && order.side() == Order.Side.OPEN) {
            var release = JsonNodeFactory.instance.objectNode().put("order_id", order.orderId());
            add(messages, draft.message("release", order.orderId(), release, now, soon));
        }
        draft.order(next);
        add(
                messages,
                tellSignal(
                        draft,
                        order.signalId(),
                        filled ? "executed" : "denied",
                        filled ? order.tradeId() : null,
                        ending.reason(),
                        now));
        return messages;
    }

    /** Tells how a signal ended; null when there is no signal, or it was told. */
    static @Nullable ObjectNode tellSignal(
            Draft draft,
            @Nullable String signalId,
            String outcome,
            @Nullable String tradeId,
            @Nullable String reason,
            Instant now) {
        if (signalId == null) {
            return null;
        }
        var payload = JsonNodeFactory.instance.objectNode();
        payload.put("signal_id", signalId);
        payload.put("outcome", outcome);
        payload.put("trade_id", tradeId);
        payload.put("reason", reason);
        payload.put("at", Draft.text(now));
        return draft.message("signal-outcome", signalId, payload, now, now);
    }

    /** A trade that the file has already, from an attempt whose end was not noted, is not added again. */
    private void open(Draft draft, Order order, Fill fill) {
        if (draft.trades().find(order.tradeId()) != null) {
            return;
        }
        var at = fill.filledAt().truncatedTo(ChronoUnit.MICROS);
        var end = order.eventEndDate();
        var trade = new LegacyTrade(
                order.tradeId(),
                at,
                order.marketId(),
                order.marketQuestion(),
                order.action().wire(),
                fill.amount().amount(),
                fill.price().value(),
                order.confidence(),
                order.reason(),
                "open",
                order.eventId(),
                order.eventTitle(),
                end == null ? null : end.toString(),
                BigDecimal.ZERO,
                null);
        boolean twice = LegacyTime.isAmbiguous(LegacyTime.text(at, zone), zone);
        draft.open(
                trade.node(zone),
                new Notes(
                        order.orderId(),
                        order.signalId(),
                        fill.shares().shares(),
                        fill.fee().amount(),
                        null,
                        null,
                        null,
                        twice ? at : null));
    }

    private static void close(Draft draft, Order order, Fill fill, Instant now) {
        var held = draft.trades().find(order.tradeId());
        if (held == null || !held.open()) {
            return;
        }
        var notes = draft.state().notes(order.tradeId());
        var realized = fill.amount().amount().subtract(fill.fee().amount()).subtract(held.amount());
        var at = fill.filledAt().truncatedTo(ChronoUnit.MICROS);
        draft.end(order.tradeId(), "closed", realized, notes.ended(fill.price().value(), at, order.orderId()));
        draft.freed(notes.orderId(), now);
    }

    private static ObjectNode rowOf(Fill fill) {
        var row = JsonNodeFactory.instance.objectNode();
        row.put("fill_id", fill.fillId());
        row.put("price", fill.price().value());
        row.put("shares", fill.shares().shares());
        row.put("amount", fill.amount().amount());
        row.put("fee", fill.fee().amount());
        row.put("filled_at", Draft.text(fill.filledAt()));
        return row;
    }

    private static ObjectNode payload(Order order, Fill fill) {
        var row = JsonNodeFactory.instance.objectNode();
        row.put("fill_id", fill.fillId());
        row.put("order_id", order.orderId());
        row.put("trade_id", order.tradeId());
        row.put("portfolio_id", order.portfolioId());
        row.put("market_id", order.marketId());
        row.put("market_question", order.marketQuestion());
        row.put("action", order.action().wire());
        row.put("side", order.side().wire());
        row.put("amount", fill.amount().amount());
        row.put("shares", fill.shares().shares());
        row.put("price", fill.price().value());
        row.put("fee", fill.fee().amount());
        row.put("at", Draft.text(fill.filledAt()));
        return row;
    }

    private static void add(List<ObjectNode> messages, @Nullable ObjectNode message) {
        if (message != null) {
            messages.add(message);
        }
    }
}
