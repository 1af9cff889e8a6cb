package prescient.trade.desk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueSettlement.Result;

/** The columns of a trade and its orders that the trade's life needs, as the database writes them as JSON. */
@RegisterForReflection(targets = {TradeRow.class, TradeRow.OrderRow.class})
@JsonIgnoreProperties(ignoreUnknown = true)
record TradeRow(
        String tradeId,
        String environment,
        String ticketId,
        String traceId,
        String content,
        int version,
        String status,
        @Nullable String code,
        @Nullable String reason,
        @Nullable String closeMethod,
        @Nullable Price closeLimit,
        BigDecimal openedCount,
        Money openCost,
        Money openFee,
        BigDecimal closedCount,
        Money closeCost,
        Money closeFee,
        Money heldCost,
        @Nullable BigDecimal entryPrice,
        @Nullable BigDecimal exitPrice,
        @Nullable String marketResult,
        @Nullable Money payout,
        @Nullable Money pnl,
        @Nullable String result,
        Instant requestedAt,
        @Nullable Instant openedAt,
        @Nullable Instant closingAt,
        @Nullable Instant reconciledAt,
        @Nullable Instant endedAt,
        List<OrderRow> orders) {

    static TradeRow of(DeskTrade trade, String content) {
        var held = trade.holdings();
        var wish = trade.wish();
        var state = trade.state();
        var pnl = state instanceof TradeState.Closed || state instanceof TradeState.Settled ? held.gained() : null;
        var rejected = state instanceof TradeState.Rejected known ? known : null;
        var settled = state instanceof TradeState.Settled known ? known : null;
        return new TradeRow(
                trade.tradeId(),
                trade.environment(),
                trade.ticketId(),
                trade.traceId(),
                content,
                trade.version(),
                state.wire(),
                rejected == null ? null : rejected.code(),
                rejected == null ? null : rejected.reason(),
                wish != null ? wish.method() : settled != null ? "expired" : null,
                wish == null ? null : wish.limit(),
                held.opened(),
                held.openCost(),
                held.openFee(),
                held.closed(),
                held.closeCost(),
                held.closeFee(),
                held.heldCost(),
                held.entryPrice(),
                held.exitPrice(),
                settled == null ? null : settled.result().name(),
                held.payout(),
                pnl,
                pnl == null ? null : result(pnl),
                trade.requestedAt(),
                openedAt(state),
                state instanceof TradeState.Closing closing ? closing.closingAt() : null,
                trade.reconciledAt(),
                endedAt(state),
                trade.orders().stream().map(OrderRow::of).toList());
    }

    private static String result(Money pnl) {
        return pnl.isPositive() ? "won" : pnl.isNegative() ? "lost" : "drawn";
    }

    private static @Nullable Instant openedAt(TradeState state) {
        return switch (state) {
            case TradeState.Open open -> open.openedAt();
            case TradeState.Closing closing -> closing.openedAt();
            case TradeState.Expired expired -> expired.openedAt();
            case TradeState.Closed closed -> closed.openedAt();
            case TradeState.Settled settled -> settled.openedAt();
            case TradeState.Pending pending -> null;
            case TradeState.Submitted submitted -> null;
            case TradeState.Unknown unknown -> null;
            case TradeState.Rejected rejected -> null;
        };
    }

    private static @Nullable Instant endedAt(TradeState state) {
        return switch (state) {
            case TradeState.Closed closed -> closed.endedAt();
            case TradeState.Settled settled -> settled.endedAt();
            case TradeState.Rejected rejected -> rejected.endedAt();
            default -> null;
        };
    }

    DeskTrade trade(TradeTerms terms) {
        var wish = closeLimit == null ? null : new CloseWish(Objects.requireNonNull(closeMethod), closeLimit);
        return new DeskTrade(
                version,
                terms,
                environment,
                ticketId,
                traceId,
                state(),
                orders.stream().map(OrderRow::order).toList(),
                new Holdings(openedCount, openCost, openFee, closedCount, closeCost, closeFee, heldCost, payout),
                wish,
                requestedAt,
                reconciledAt);
    }

    private TradeState state() {
        return switch (status) {
            case "pending" -> new TradeState.Pending();
            case "submitted" -> new TradeState.Submitted();
            case "unknown" -> new TradeState.Unknown();
            case "open" -> new TradeState.Open(known(openedAt));
            case "closing" -> new TradeState.Closing(known(openedAt), known(closingAt));
            case "expired" -> new TradeState.Expired(known(openedAt));
            case "closed" -> new TradeState.Closed(known(openedAt), known(endedAt));
            case "settled" ->
                new TradeState.Settled(known(openedAt), Result.valueOf(known(marketResult)), known(endedAt));
            case "rejected" -> new TradeState.Rejected(known(code), known(reason), known(endedAt));
            default -> throw new IllegalStateException("trade " + tradeId + " has the status " + status);
        };
    }

    private static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    /** The columns of an order. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OrderRow(
            String clientOrderId,
            int number,
            OrderPurpose purpose,
            Side side,
            Quantity count,
            Price limitPrice,
            TimeInForce timeInForce,
            String status,
            @Nullable String venueOrderId,
            @Nullable Quantity told,
            @Nullable String code,
            @Nullable String reason,
            boolean cancel,
            BigDecimal filled,
            Money cost,
            Money fee,
            int attempts,
            @Nullable Instant nextAt,
            Instant createdAt) {

        static OrderRow of(DeskOrder order) {
            var done = order.state() instanceof OrderState.Done known ? known : null;
            var working = order.state() instanceof OrderState.Working known ? known : null;
            var rejected = order.state() instanceof OrderState.Rejected known ? known : null;
            var unknown = order.state() instanceof OrderState.Unknown known ? known : null;
            return new OrderRow(
                    order.clientOrderId(),
                    order.number(),
                    order.purpose(),
                    order.side(),
                    order.count(),
                    order.limit(),
                    order.timeInForce(),
                    order.state().wire(),
                    done != null ? done.venueOrderId() : working == null ? null : working.venueOrderId(),
                    done == null ? null : done.told(),
                    rejected == null ? null : rejected.code(),
                    rejected != null ? rejected.reason() : unknown == null ? null : unknown.reason(),
                    order.cancel(),
                    order.filled(),
                    order.cost(),
                    order.fee(),
                    order.attempts(),
                    order.nextAt(),
                    order.createdAt());
        }

        DeskOrder order() {
            return new DeskOrder(
                    clientOrderId,
                    number,
                    purpose,
                    side,
                    count,
                    limitPrice,
                    timeInForce,
                    state(),
                    cancel,
                    filled,
                    cost,
                    fee,
                    attempts,
                    nextAt,
                    createdAt);
        }

        private OrderState state() {
            return switch (status) {
                case "pending" -> new OrderState.Pending();
                case "working" -> new OrderState.Working(known(venueOrderId));
                case "unknown" -> new OrderState.Unknown(known(reason));
                case "done" -> new OrderState.Done(known(venueOrderId), known(told));
                case "rejected" -> new OrderState.Rejected(known(code), known(reason));
                default -> throw new IllegalStateException("order " + clientOrderId + " has the status " + status);
            };
        }
    }
}
