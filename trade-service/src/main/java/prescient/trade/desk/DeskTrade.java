package prescient.trade.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.trade.venue.Side;

/**
 * A trade as it stands: its terms, state, orders and holdings. Immutable; {@link TradeLife} makes the next one.
 *
 * @param version grows with each stored change, so that of two changes of one version only one is stored
 * @param environment of the venue
 * @param ticketId generated, unique
 * @param traceId of every message about it
 * @param orders by number
 * @param wish null while nobody wants it closed
 * @param reconciledAt when the venue last resolved an unknown; null when there was none
 */
public record DeskTrade(
        int version,
        TradeTerms terms,
        String environment,
        String ticketId,
        String traceId,
        TradeState state,
        List<DeskOrder> orders,
        Holdings holdings,
        @Nullable CloseWish wish,
        Instant requestedAt,
        @Nullable Instant reconciledAt) {

    public DeskTrade {
        orders = List.copyOf(orders);
    }

    /** A trade that somebody just asked for, with its opening order. */
    static DeskTrade requested(TradeTerms terms, String environment, String ticketId, String traceId, Instant now) {
        return new DeskTrade(
                0,
                terms,
                environment,
                ticketId,
                traceId,
                new TradeState.Pending(),
                List.of(DeskOrder.first(terms, now)),
                Holdings.NONE,
                null,
                now,
                null);
    }

    public String tradeId() {
        return terms.tradeId();
    }

    DeskOrder opening() {
        return orders.getFirst();
    }

    Optional<DeskOrder> order(String clientOrderId) {
        return orders.stream()
                .filter(order -> order.clientOrderId().equals(clientOrderId))
                .findFirst();
    }

    Optional<DeskOrder> due(Instant now) {
        return orders.stream().filter(order -> order.isDue(now)).findFirst();
    }

    /** When the venue is to be asked about an order; empty while nothing is to be asked. */
    Optional<Instant> nextAt() {
        return orders.stream()
                .filter(DeskOrder::living)
                .map(DeskOrder::nextAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /** Some order may still bring contracts. */
    boolean mayChange() {
        return orders.stream().anyMatch(DeskOrder::mayBring);
    }

    boolean marketClosed(Instant now) {
        return !now.isBefore(terms.marketCloseTime());
    }

    DeskTrade in(TradeState next) {
        return new DeskTrade(
                version,
                terms,
                environment,
                ticketId,
                traceId,
                next,
                orders,
                holdings,
                wish,
                requestedAt,
                reconciledAt);
    }

    DeskTrade with(Holdings next) {
        return new DeskTrade(
                version, terms, environment, ticketId, traceId, state, orders, next, wish, requestedAt, reconciledAt);
    }

    /** With this order in place of the one of its id, or added. */
    DeskTrade with(DeskOrder order) {
        var next = new ArrayList<>(orders);
        next.removeIf(known -> known.clientOrderId().equals(order.clientOrderId()));
        next.add(Math.min(order.number(), next.size()), order);
        return new DeskTrade(
                version, terms, environment, ticketId, traceId, state, next, holdings, wish, requestedAt, reconciledAt);
    }

    DeskTrade wishing(CloseWish next) {
        return new DeskTrade(
                version,
                terms,
                environment,
                ticketId,
                traceId,
                state,
                orders,
                holdings,
                next,
                requestedAt,
                reconciledAt);
    }

    /** As it is once this change of it is stored. */
    DeskTrade stored() {
        return new DeskTrade(
                version + 1,
                terms,
                environment,
                ticketId,
                traceId,
                state,
                orders,
                holdings,
                wish,
                requestedAt,
                reconciledAt);
    }

    DeskTrade reconciled(Instant at) {
        return new DeskTrade(
                version, terms, environment, ticketId, traceId, state, orders, holdings, wish, requestedAt, at);
    }

    /** What the supervisor has to know of it; null when there is nothing to watch. */
    @Nullable Watch watch() {
        boolean watched = state instanceof TradeState.Open || state instanceof TradeState.Closing;
        if (!watched || holdings.flat()) {
            return null;
        }
        var held = holdings.held();
        return new Watch(
                state.wire().equals("open") ? "active" : "closing",
                held.signum() > 0 ? terms.side() : terms.side().opposite(),
                held.abs(),
                holdings.heldCost(),
                holdings.gained());
    }

    /**
     * @param status {@code active} or {@code closing}
     * @param side held
     * @param held contracts
     * @param heldCost dollars they cost, fees apart
     * @param booked dollars gained so far, all fees taken off
     */
    public record Watch(String status, Side side, BigDecimal held, Money heldCost, Money booked) {}
}
