package prescient.trade.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.trade.notification.Notice;
import prescient.trade.notification.Severity;
import prescient.trade.venue.VenueFill;

/**
 * What is stored together: the trade after, its bookings, the fill behind them, what is told, and the message that this
 * answers.
 *
 * @param before as it was read; stored only if nobody stored another change since
 * @param fill null when no fill is behind it; known fills change nothing
 * @param handled sequence of the message that is handled with it, null without one
 */
record Change(
        DeskTrade before,
        DeskTrade after,
        List<Booking> bookings,
        @Nullable VenueFill fill,
        List<Note> notes,
        @Nullable Long handled) {

    /** What a person is told of it: that the trade was settled, or closed, by a stop or by somebody. */
    List<Notice> notices(Instant now) {
        var id = after.tradeId();
        return switch (after.state()) {
            case TradeState.Settled settled
            when !after.state().equals(before.state()) ->
                List.of(notice(
                        "settled/" + settled.result(),
                        Severity.INFO,
                        "Trade " + id + " was settled " + settled.result(),
                        now));
            case TradeState.Closed _
            when !(before.state() instanceof TradeState.Closed) -> {
                var wish = after.wish();
                boolean stopped = wish != null && wish.method().equals(CloseWish.STOP);
                yield List.of(notice(
                        "closed",
                        stopped ? Severity.WARNING : Severity.INFO,
                        "Trade " + id + (stopped ? " was closed by its stop" : " was closed"),
                        now));
            }
            case TradeState.Settled _,
                    TradeState.Closed _,
                    TradeState.Pending _,
                    TradeState.Submitted _,
                    TradeState.Unknown _,
                    TradeState.Open _,
                    TradeState.Closing _,
                    TradeState.Expired _,
                    TradeState.Rejected _ -> List.of();
        };
    }

    private Notice notice(String what, Severity severity, String title, Instant now) {
        var terms = after.terms();
        var text = "%s %s of account %s in %s: %s contracts, net result %s dollars."
                .formatted(
                        terms.ticker(),
                        terms.side(),
                        terms.account(),
                        after.environment(),
                        after.holdings().opened().toPlainString(),
                        after.holdings().gained().amount().toPlainString());
        return Notice.once(
                "desk/" + after.tradeId() + "/" + what,
                "desk",
                severity,
                title,
                text,
                "/desk/trades/" + after.tradeId(),
                now);
    }
}
