package prescient.trade.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.VenueFill;

/**
 * One order of a trade. Immutable.
 *
 * @param clientOrderId follows from the trade's id and the number, so that it is known before anything is sent
 * @param number 0 opens, each attempt to close has the next
 * @param side what is bought
 * @param limit the most a contract of that side may cost, dollars
 * @param cancel it is to be cancelled
 * @param filled contracts that its own fills have brought
 * @param cost dollars paid for them, fees apart
 * @param attempts times the venue was asked about it without a useful answer
 * @param nextAt when the venue is asked next; null when nothing is to be asked
 */
public record DeskOrder(
        String clientOrderId,
        int number,
        OrderPurpose purpose,
        Side side,
        Quantity count,
        Price limit,
        TimeInForce timeInForce,
        OrderState state,
        boolean cancel,
        BigDecimal filled,
        Money cost,
        Money fee,
        int attempts,
        @Nullable Instant nextAt,
        Instant createdAt) {

    static DeskOrder first(TradeTerms terms, Instant now) {
        return fresh(
                terms.tradeId() + "-open",
                0,
                OrderPurpose.OPEN,
                terms.side(),
                terms.count(),
                terms.limitPrice(),
                Objects.requireNonNull(terms.timeInForce()),
                now,
                now);
    }

    /** An order that buys the other side of what is held. */
    static DeskOrder closing(TradeTerms terms, int number, BigDecimal held, Price limit, Instant at, Instant now) {
        boolean usual = held.signum() > 0;
        return fresh(
                terms.tradeId() + "-close-" + number,
                number,
                usual ? OrderPurpose.CLOSE : OrderPurpose.OPEN,
                usual ? terms.side().opposite() : terms.side(),
                new Quantity(held.abs()),
                limit,
                TimeInForce.IMMEDIATE_OR_CANCEL,
                at,
                now);
    }

    private static DeskOrder fresh(
            String id,
            int number,
            OrderPurpose purpose,
            Side side,
            Quantity count,
            Price limit,
            TimeInForce timeInForce,
            Instant at,
            Instant now) {
        return new DeskOrder(
                id,
                number,
                purpose,
                side,
                count,
                limit,
                timeInForce,
                new OrderState.Pending(),
                false,
                BigDecimal.ZERO,
                Money.ZERO,
                Money.ZERO,
                0,
                at,
                now);
    }

    boolean living() {
        return state.living();
    }

    /** It may still bring a contract: it lives, or the venue told of fills that have not come yet. */
    boolean mayBring() {
        return living()
                || (state instanceof OrderState.Done done
                        && filled.compareTo(done.told().shares()) < 0);
    }

    boolean isDue(Instant now) {
        return living() && nextAt != null && !nextAt.isAfter(now);
    }

    DeskOrder in(OrderState next, int asked, @Nullable Instant at) {
        return after(next, cancel, filled, cost, fee, asked, at);
    }

    DeskOrder cancelled(Instant now) {
        return after(state, true, filled, cost, fee, attempts, now);
    }

    DeskOrder with(VenueFill fill) {
        return after(
                state,
                cancel,
                filled.add(fill.count().shares()),
                cost.plus(fill.count().valueAt(fill.price())),
                fee.plus(fill.fee()),
                attempts,
                nextAt);
    }

    /** The same order later: what was asked for stays. */
    private DeskOrder after(
            OrderState then,
            boolean unwanted,
            BigDecimal got,
            Money paid,
            Money fees,
            int asked,
            @Nullable Instant askedNextAt) {
        return new DeskOrder(
                clientOrderId,
                number,
                purpose,
                side,
                count,
                limit,
                timeInForce,
                then,
                unwanted,
                got,
                paid,
                fees,
                asked,
                askedNextAt,
                createdAt);
    }
}
