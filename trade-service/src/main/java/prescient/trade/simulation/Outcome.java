package prescient.trade.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.Liquidity;
import prescient.trade.venue.Side;

/**
 * What a batch brings, as the rows that are written: all of them, or none.
 *
 * @param waiting orders that found no book yet and are asked for again
 */
record Outcome(
        long version,
        long fillSeq,
        long cashSeq,
        Money balance,
        List<QueuedOrder.Change> orders,
        List<FillRow> fills,
        List<CashRow> cash,
        List<State.Position> positions,
        List<State.Taken> levels,
        List<MarketRow> markets,
        List<String> waiting) {

    /** A row of {@code simulation_fills}. */
    record FillRow(
            long fillSeq,
            String fillId,
            String clientOrderId,
            String ticker,
            Side side,
            Quantity count,
            Price price,
            Money fee,
            Quantity pairs,
            Liquidity liquidity,
            Instant filledAt,
            Evidence evidence) {}

    /** A row of {@code simulation_cash}. */
    record CashRow(
            long cashSeq,
            CashKind kind,
            String ref,
            @Nullable String ticker,
            Money amount,
            Money balance,
            Instant at) {}

    enum CashKind {
        DEPOSIT,
        /** Cost and fee of a fill. */
        BOUGHT,
        /** Pairs that a fill completed. */
        NETTED,
        SETTLED,
        /** What a market determined again pays more, or less, than before. */
        CORRECTED
    }

    /** A row of {@code simulation_markets}. */
    record MarketRow(String ticker, Instant closeTime, Instant dueAt) {}

    /** Why a fill is as it is. */
    record Evidence(LevelTaken level, FeeTaken fee, LatencyTaken latency) {}

    /**
     * The level a fill took.
     *
     * @param bookAt when the book was seen
     * @param price dollars the level asks; a maker's fill is at its own limit, which may be more
     * @param shown contracts of all who stand at this price
     * @param takenBefore of them, what earlier fills had taken
     */
    record LevelTaken(Instant bookAt, Price price, BigDecimal shown, BigDecimal takenBefore) {}

    /** The rule, and the parts of the fee in dollars. */
    record FeeTaken(String schedule, String rule, Money trade, Money rounding, Money rebate, Money carried) {}

    /** The latency of the order. */
    record LatencyTaken(LatencyProfile profile, long seed, Instant dueAt, long drawnMillis, long realisedMillis) {

        static LatencyTaken of(QueuedOrder order, long seed, Instant now) {
            return new LatencyTaken(
                    order.profile(),
                    seed,
                    order.dueAt(),
                    Duration.between(order.receivedAt(), order.dueAt()).toMillis(),
                    Duration.between(order.receivedAt(), now).toMillis());
        }
    }
}
