package prescient.signal.backtest;

import java.time.Duration;
import java.time.Instant;
import prescient.money.Money;

/**
 * When cycles run and with what.
 *
 * @param from of the first cycle, and of the first snapshot that is seen
 * @param to no cycle is later
 * @param every from one cycle to the next
 * @param cash dollars at the start
 */
public record Plan(Instant from, Instant to, Duration every, Money cash) {

    /** Cycles are counted, and each looks at all markets. */
    private static final long MOST_CYCLES = 1_000_000;

    /** @throws IllegalArgumentException when it has no cycle, too many, or no cash */
    public Plan {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to lies before from");
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("every_seconds is at least 1");
        }
        if (Duration.between(from, to).dividedBy(every) >= MOST_CYCLES) {
            throw new IllegalArgumentException(
                    "there are more than " + MOST_CYCLES + " cycles; make every_seconds larger");
        }
        if (!cash.isPositive()) {
            throw new IllegalArgumentException("cash is not positive");
        }
    }

    /** How many cycles there are, at least one. */
    int cycles() {
        return Math.toIntExact(Duration.between(from, to).dividedBy(every)) + 1;
    }
}
