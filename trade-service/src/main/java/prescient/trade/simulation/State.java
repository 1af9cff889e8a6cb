package prescient.trade.simulation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.trade.venue.FeeSchedules;
import prescient.trade.venue.Side;

/**
 * What a batch needs to know of the exchange.
 *
 * @param version the state as it was read; a batch is written only while it still is
 * @param held dollars kept for resting orders
 * @param orders those of the batch that are still alive, in the order in which they are due
 * @param positions of their markets
 * @param levels of their markets that something was taken from
 * @param fees the venue's schedules
 */
@RegisterForReflection(targets = {State.class, State.Position.class, State.Spot.class, State.Taken.class})
record State(
        long version,
        long fillSeq,
        long cashSeq,
        Money balance,
        Money held,
        List<QueuedOrder> orders,
        List<Position> positions,
        List<Taken> levels,
        FeeSchedules fees) {

    /** All contracts ever bought of a market's sides. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Position(String ticker, BigDecimal yes, BigDecimal no) {

        static Position none(String ticker) {
            return new Position(ticker, BigDecimal.ZERO, BigDecimal.ZERO);
        }

        /** Contracts that have netted so far. */
        BigDecimal pairs() {
            return yes.min(no);
        }

        Position plus(Side side, BigDecimal count) {
            return switch (side) {
                case YES -> new Position(ticker, yes.add(count), no);
                case NO -> new Position(ticker, yes, no.add(count));
            };
        }
    }

    /** Where liquidity lies: {@code price} is what a buyer of {@code side} pays. */
    record Spot(String ticker, Side side, Price price) {}

    /**
     * What was taken from a level.
     *
     * @param shown contracts the level showed then; once it shows another number it is a new level
     * @param since when the level was made as it was; once it was changed later it is a new level, too; null when the
     *     book does not tell
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Taken(
            String ticker,
            Side side,
            Price price,
            BigDecimal shown,
            BigDecimal taken,
            @Nullable Instant since) {

        Spot spot() {
            return new Spot(ticker, side, price);
        }
    }
}
