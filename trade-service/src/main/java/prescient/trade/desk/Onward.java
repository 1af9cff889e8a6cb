package prescient.trade.desk;

import java.time.Instant;
import java.util.Objects;

/** What follows for a trade by itself, from its orders, its holdings, the wish to close it and the time. Pure. */
final class Onward {

    private final Instant now;
    private final TradeLife.Limits limits;

    private Onward(Instant now, TradeLife.Limits limits) {
        this.now = now;
        this.limits = limits;
    }

    static DeskTrade of(DeskTrade trade, Instant now, TradeLife.Limits limits) {
        var onward = new Onward(now, limits);
        var stopped = onward.stopped(trade);
        var opened = onward.opened(stopped);
        return onward.closed(onward.expired(onward.closing(opened)));
    }

    /** Orders that nobody wants any more are cancelled; one that was never sent needs no venue for that. */
    private DeskTrade stopped(DeskTrade trade) {
        boolean over = trade.marketClosed(now);
        var after = trade;
        for (var order : trade.orders()) {
            boolean unwanted = over || (order.number() == 0 && trade.wish() != null);
            if (!order.living() || !unwanted) {
                continue;
            }
            if (order.state() instanceof OrderState.Pending pending && order.attempts() == 0) {
                var why = over
                        ? pending.rejected("MARKET_CLOSED", "the market closed before the order was sent")
                        : pending.rejected("CANCELLED", "the trade was closed before the order was sent");
                after = after.with(order.in(why, 0, null));
            } else if (!order.cancel()) {
                after = after.with(order.cancelled(now));
            }
        }
        return after;
    }

    /** Without a contract the trade is where its opening order is. */
    private DeskTrade opened(DeskTrade trade) {
        if (trade.holdings().opened().signum() > 0 || trade.state().ended()) {
            return trade;
        }
        var next = followed(trade.state(), trade.opening());
        var after = trade.in(next);
        boolean resolved = trade.state() instanceof TradeState.Unknown && !(next instanceof TradeState.Unknown);
        return resolved ? after.reconciled(now) : after;
    }

    private TradeState followed(TradeState state, DeskOrder opening) {
        return switch (opening.state()) {
            case OrderState.Pending pending -> state instanceof TradeState.Unknown unknown ? unknown.pending() : state;
            case OrderState.Working working -> submitted(state);
            case OrderState.Unknown unknown ->
                switch (state) {
                    case TradeState.Pending from -> from.unknown();
                    case TradeState.Submitted from -> from.unknown();
                    default -> state;
                };
            case OrderState.Done done ->
                done.told().shares().signum() > 0
                        ? submitted(state)
                        : rejected(state, "NOT_FILLED", "the order ended without a fill");
            case OrderState.Rejected rejected -> rejected(state, rejected.code(), rejected.reason());
        };
    }

    private static TradeState submitted(TradeState state) {
        return switch (state) {
            case TradeState.Pending from -> from.submitted();
            case TradeState.Unknown from -> from.submitted();
            default -> state;
        };
    }

    private TradeState rejected(TradeState state, String code, String reason) {
        return switch (state) {
            case TradeState.Pending from -> from.rejected(code, reason, now);
            case TradeState.Submitted from -> from.rejected(code, reason, now);
            case TradeState.Unknown from -> from.rejected(code, reason, now);
            default -> state;
        };
    }

    /** A trade that is to be closed has one order under way that buys the other side, until nothing is held. */
    private DeskTrade closing(DeskTrade trade) {
        if (trade.wish() == null || trade.marketClosed(now)) {
            return trade;
        }
        var after = trade.state() instanceof TradeState.Open open ? trade.in(open.closing(now)) : trade;
        boolean free = after.state() instanceof TradeState.Closing && !after.mayChange();
        return free && !after.holdings().flat() ? after.with(next(after)) : after;
    }

    private DeskOrder next(DeskTrade trade) {
        int number = trade.orders().size();
        var at = number == 1 ? now : now.plus(limits.pause(number - 1));
        var limit = Objects.requireNonNull(trade.wish()).limit();
        return DeskOrder.closing(trade.terms(), number, trade.holdings().held(), limit, at, now);
    }

    private DeskTrade expired(DeskTrade trade) {
        if (!trade.marketClosed(now)) {
            return trade;
        }
        return switch (trade.state()) {
            case TradeState.Open open -> trade.in(open.expired());
            case TradeState.Closing closing -> trade.in(closing.expired());
            default -> trade;
        };
    }

    private DeskTrade closed(DeskTrade trade) {
        if (!trade.holdings().flat() || trade.mayChange()) {
            return trade;
        }
        return switch (trade.state()) {
            case TradeState.Closing closing -> trade.in(closing.closed(now));
            case TradeState.Expired expired -> trade.in(expired.closed(now));
            default -> trade;
        };
    }
}
