package prescient.trade.simulation;

import java.math.BigDecimal;
import java.util.List;

/**
 * The prices a market takes: the venue's {@code price_ranges}, the only truth about them.
 *
 * @param ranges in any order
 */
record TickGrid(List<Range> ranges) {

    /** One to ninety-nine cents, for markets that do not tell. */
    static final TickGrid CENTS =
            new TickGrid(List.of(new Range(BigDecimal.ZERO, BigDecimal.ONE, new BigDecimal("0.01"))));

    /** Prices from {@code start} to {@code end} in steps, all in dollars, both ends included. */
    record Range(BigDecimal start, BigDecimal end, BigDecimal step) {
        Range {
            if (step.signum() <= 0 || end.compareTo(start) < 0) {
                throw new IllegalArgumentException("a range has a step above 0 and does not end before it starts");
            }
        }

        boolean has(BigDecimal price) {
            return price.compareTo(start) >= 0
                    && price.compareTo(end) <= 0
                    && price.subtract(start).remainder(step).signum() == 0;
        }
    }

    TickGrid {
        ranges = List.copyOf(ranges);
    }

    boolean has(BigDecimal price) {
        return ranges.stream().anyMatch(range -> range.has(price));
    }
}
