package prescient.trade.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Quantity;
import prescient.trade.desk.Holdings.Moved;
import prescient.trade.venue.Answer;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueSettlement.Result;

/**
 * What happens to a trade, as functions from the trade before to the trade after: no store, no venue, no clock. Each
 * ends with what follows by itself. Safe for any thread.
 */
final class TradeLife {

    private final Limits limits;

    TradeLife(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    /**
     * @param askTimeout how long an answer may take
     * @param poll pause between two looks at an order that works
     * @param openPatience how long an opening order the venue has never heard of is sent again
     * @param longestPause between two attempts of the same thing
     */
    record Limits(Duration askTimeout, Duration poll, Duration openPatience, Duration longestPause) {

        Duration pause(int attempts) {
            var doubled = Duration.ofSeconds(1L << Math.clamp(attempts - 1L, 0, 20));
            return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        }
    }

    /** The trade after, and what moved in its books on the way, in order. */
    record Step(DeskTrade after, List<Moved> moved) {}

    /** What the venue is to be asked about an order that is due. */
    Ask ask(DeskTrade trade, DeskOrder order, Instant now) {
        boolean stop = order.cancel() || trade.marketClosed(now);
        if (stop) {
            return Ask.CANCEL;
        }
        return order.state() instanceof OrderState.Pending ? Ask.SUBMIT : Ask.FIND;
    }

    /** The order is being asked about; nobody else asks until the answer is overdue. */
    Step claimed(DeskTrade trade, DeskOrder order, Instant now) {
        var claimed = order.in(order.state(), order.attempts() + 1, now.plus(limits.askTimeout()));
        return new Step(trade.with(claimed), List.of());
    }

    /** The venue's word, or its silence, on an order. What comes for an order that has ended changes nothing. */
    Step answered(DeskTrade trade, String clientOrderId, Answer answer, Instant now) {
        var order = trade.order(clientOrderId).orElseThrow();
        return onward(order.living() ? trade.with(after(trade, order, answer, now)) : trade, now);
    }

    private DeskOrder after(DeskTrade trade, DeskOrder order, Answer answer, Instant now) {
        return switch (answer) {
            case Answer.Working working -> {
                var next = switch (order.state()) {
                    case OrderState.Pending pending -> pending.working(working.venueOrderId());
                    case OrderState.Unknown unknown -> unknown.working(working.venueOrderId());
                    case OrderState.Working known -> known;
                    case OrderState.Done done -> done;
                    case OrderState.Rejected rejected -> rejected;
                };
                yield order.in(next, 0, now.plus(limits.poll()));
            }
            case Answer.Done done -> done(order, done.venueOrderId(), done.filled());
            case Answer.Rejected rejected -> refused(order, rejected.code(), rejected.reason());
            case Answer.NotFound notFound -> lost(trade, order, now);
            case Answer.Unknown unknown -> {
                var next = switch (order.state()) {
                    case OrderState.Pending pending -> pending.unknown(unknown.reason());
                    case OrderState.Unknown known -> new OrderState.Unknown(unknown.reason());
                    // It is known to work; that nobody could say how far it is changes nothing.
                    case OrderState.Working working -> working;
                    case OrderState.Done done -> done;
                    case OrderState.Rejected rejected -> rejected;
                };
                yield order.in(next, order.attempts(), now.plus(limits.pause(order.attempts())));
            }
        };
    }

    private static DeskOrder done(DeskOrder order, String venueOrderId, Quantity filled) {
        var told = filled.shares().compareTo(order.filled()) < 0 ? new Quantity(order.filled()) : filled;
        var next = switch (order.state()) {
            case OrderState.Pending pending -> pending.done(venueOrderId, told);
            case OrderState.Unknown unknown -> unknown.done(venueOrderId, told);
            case OrderState.Working working -> working.done(told);
            case OrderState.Done known -> known;
            case OrderState.Rejected rejected -> rejected;
        };
        return order.in(next, 0, null);
    }

    /** A venue that refuses an order it has filled before means that nothing more will come. */
    private static DeskOrder refused(DeskOrder order, String code, String reason) {
        if (order.filled().signum() > 0) {
            return done(order, "", new Quantity(order.filled()));
        }
        return switch (order.state()) {
            case OrderState.Pending pending -> order.in(pending.rejected(code, reason), 0, null);
            case OrderState.Unknown unknown -> order.in(unknown.rejected(code, reason), 0, null);
            case OrderState.Working working -> done(order, "", new Quantity(order.filled()));
            case OrderState.Done done -> order;
            case OrderState.Rejected rejected -> order;
        };
    }

    /**
     * The venue has never heard of it, or no more. It is sent again under the same id, which cannot double it, unless
     * nobody wants it any more.
     */
    private DeskOrder lost(DeskTrade trade, DeskOrder order, Instant now) {
        boolean late = order.number() == 0 && now.isAfter(order.createdAt().plus(limits.openPatience()));
        if (order.cancel() || late || trade.marketClosed(now)) {
            var known = order.state() instanceof OrderState.Working
                    ? order.in(new OrderState.Unknown("gone"), order.attempts(), null)
                    : order;
            return refused(known, "NEVER_ARRIVED", "the venue does not know the order");
        }
        return switch (order.state()) {
            case OrderState.Pending pending -> order.in(pending, order.attempts(), again(order, now));
            case OrderState.Unknown unknown -> order.in(unknown.pending(), order.attempts(), now);
            case OrderState.Working working ->
                order.in(working.unknown("the venue no longer knows it"), order.attempts(), now);
            case OrderState.Done done -> order;
            case OrderState.Rejected rejected -> order;
        };
    }

    private Instant again(DeskOrder order, Instant now) {
        return now.plus(limits.pause(order.attempts()));
    }

    /** Contracts bought by one of the trade's orders. */
    Step filled(DeskTrade trade, VenueFill fill, Instant now) {
        var order = trade.order(fill.clientOrderId()).orElseThrow();
        var moved = trade.holdings().bought(order.purpose(), fill.count(), fill.price(), fill.fee());
        var after = trade.with(complete(order.with(fill))).with(moved.after());
        var all = new ArrayList<>(List.of(moved));
        after = switch (after.state()) {
            case TradeState.Pending pending -> after.in(pending.open(fill.filledAt()));
            case TradeState.Submitted submitted -> after.in(submitted.open(fill.filledAt()));
            case TradeState.Unknown unknown ->
                after.in(unknown.open(fill.filledAt())).reconciled(now);
            case TradeState.Rejected rejected -> after.in(rejected.open(fill.filledAt()));
            case TradeState.Closed closed -> after.in(closed.open());
            case TradeState.Settled settled -> {
                var corrected = after.holdings().settled(after.terms().side(), settled.result());
                all.add(corrected);
                yield after.in(settled.settled(settled.result(), settled.endedAt()))
                        .with(corrected.after());
            }
            case TradeState.Open open -> after;
            case TradeState.Closing closing -> after;
            case TradeState.Expired expired -> after;
        };
        return new Step(onward(after, now).after(), all);
    }

    /** An order that has all it asked for is over, whether or not the venue has said so. */
    private static DeskOrder complete(DeskOrder order) {
        boolean whole = order.filled().compareTo(order.count().shares()) >= 0;
        if (!order.living() || !whole) {
            return order;
        }
        var id = order.state() instanceof OrderState.Working working ? working.venueOrderId() : "";
        return done(order, id, new Quantity(order.filled()));
    }

    /** Somebody wants it closed; the first wish stands. */
    Step wished(DeskTrade trade, CloseWish wish, Instant now) {
        boolean heard = trade.wish() != null || trade.state().ended();
        return onward(heard ? trade : trade.wishing(wish), now);
    }

    /**
     * Its opening order is not wanted any more. What the venue never got is refused here; what it may have is
     * cancelled.
     *
     * @param working also an order that the venue is known to work on
     */
    Step withdrawn(DeskTrade trade, boolean working, Instant now) {
        var order = trade.opening();
        var after = trade;
        if (order.living() && !order.cancel()) {
            if (order.state() instanceof OrderState.Pending pending && order.attempts() == 0) {
                var why = pending.rejected("TRADING_STOPPED", "trading was stopped before the order was sent");
                after = trade.with(order.in(why, 0, null));
            } else if (working || !(order.state() instanceof OrderState.Working)) {
                after = trade.with(order.cancelled(now));
            }
        }
        return onward(after, now);
    }

    /** The market's result, or its correction. Null when the trade is not to be settled by it. */
    @Nullable Step settled(DeskTrade trade, Result result, Instant at) {
        var next = switch (trade.state()) {
            case TradeState.Expired expired -> expired.settled(result, at);
            case TradeState.Settled settled -> settled.result() == result ? null : settled.settled(result, at);
            case TradeState.Pending pending -> null;
            case TradeState.Submitted submitted -> null;
            case TradeState.Unknown unknown -> null;
            case TradeState.Open open -> null;
            case TradeState.Closing closing -> null;
            case TradeState.Closed closed -> null;
            case TradeState.Rejected rejected -> null;
        };
        if (next == null) {
            return null;
        }
        var moved = trade.holdings().settled(trade.terms().side(), result);
        return new Step(trade.in(next).with(moved.after()), List.of(moved));
    }

    /** What follows by itself, now. */
    Step onward(DeskTrade trade, Instant now) {
        return new Step(Onward.of(trade, now, limits), List.of());
    }
}
