package prescient.trade.venue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * What an account holds of a market, made of its fills in their order. Contracts of the opposite side net with those
 * held, the oldest first. (The captures do not tell the oldest from the average: all they show agrees with both. The
 * oldest keeps every amount exact.) Immutable.
 *
 * @param held of {@code side}, oldest first; empty when nothing is held
 * @param side null when nothing is held
 * @param traded count × price of all fills, in dollars
 * @param realized what pairs paid less what both their halves cost, without fees
 * @param fees of all fills
 * @param yes all YES ever bought; pairs are not taken off
 * @param no all NO ever bought
 * @param lastAt null before the first fill
 */
public record PositionFold(
        List<Lot> held,
        @Nullable Side side,
        Money traded,
        Money realized,
        Money fees,
        Gross yes,
        Gross no,
        @Nullable Instant lastAt) {

    /** Contracts bought at one price. */
    public record Lot(Quantity count, Price price) {

        Money cost() {
            return count.valueAt(price);
        }
    }

    /** All that was bought of one side. */
    public record Gross(Quantity count, Money cost) {

        static final Gross NOTHING = new Gross(new Quantity(BigDecimal.ZERO), Money.ZERO);

        Gross plus(Lot lot) {
            return new Gross(new Quantity(count.shares().add(lot.count().shares())), cost.plus(lot.cost()));
        }
    }

    /**
     * A fill's effect.
     *
     * @param pairs contracts that netted, each paying 1 dollar now
     */
    public record Step(PositionFold position, Quantity pairs) {}

    public static final PositionFold EMPTY =
            new PositionFold(List.of(), null, Money.ZERO, Money.ZERO, Money.ZERO, Gross.NOTHING, Gross.NOTHING, null);

    public PositionFold {
        held = List.copyOf(held);
    }

    /** Contracts held: positive YES, negative NO. */
    public BigDecimal position() {
        var count = held.stream().map(lot -> lot.count().shares()).reduce(BigDecimal.ZERO, BigDecimal::add);
        return side == Side.NO ? count.negate() : count;
    }

    /** What is held has cost this. */
    public Money exposure() {
        return held.stream().map(Lot::cost).reduce(Money.ZERO, Money::plus);
    }

    /** The position after one more fill. */
    public Step after(VenueFill fill) {
        var lots = new ArrayList<>(held);
        var left = fill.count().shares();
        var pairs = BigDecimal.ZERO;
        var paid = Money.ZERO;
        if (side != null && side != fill.side()) {
            while (left.signum() > 0 && !lots.isEmpty()) {
                var oldest = lots.removeFirst();
                var netted = left.min(oldest.count().shares());
                var rest = oldest.count().shares().subtract(netted);
                if (rest.signum() > 0) {
                    lots.addFirst(new Lot(new Quantity(rest), oldest.price()));
                }
                paid = paid.plus(new Lot(new Quantity(netted), oldest.price()).cost())
                        .plus(new Lot(new Quantity(netted), fill.price()).cost());
                pairs = pairs.add(netted);
                left = left.subtract(netted);
            }
        }
        var after = lots.isEmpty() ? null : side;
        if (left.signum() > 0) {
            lots.add(new Lot(new Quantity(left), fill.price()));
            after = fill.side();
        }
        var lot = new Lot(fill.count(), fill.price());
        var position = new PositionFold(
                lots,
                after,
                traded.plus(lot.cost()),
                realized.plus(new Money(pairs)).minus(paid),
                fees.plus(fill.fee()),
                fill.side() == Side.YES ? yes.plus(lot) : yes,
                fill.side() == Side.NO ? no.plus(lot) : no,
                fill.filledAt());
        return new Step(position, new Quantity(pairs));
    }
}
