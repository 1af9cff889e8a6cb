package prescient.signal.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.signal.market.Candidate;
import prescient.signal.market.ScaledPrice;

/**
 * What was recorded, column by column, oldest row first; some sixty bytes a row. Immutable once built, so replays on
 * many threads share one.
 */
public final class Recording {

    private static final long MICROS = 1_000_000;

    /** Of each row: microseconds since 1970. */
    final long[] at;
    /** Of each row: its market's place in {@link #markets}. */
    final int[] market;
    /** Of each row: scaled price of a YES share. */
    final long[] yes;
    /** Of each row: scaled price of a NO share. */
    final long[] no;
    /** Of each row: dollars; not a number when unknown, like the other figures. */
    final double[] liquidity;

    final double[] volume;
    final double[] volume24hr;

    /**
     * Of each row: {@code |yes - no|} of the prices' nearest doubles, as filters compare it; follows from the prices.
     */
    final double[] conviction;

    /** Of each row: its market's last row with prices, not behind it; -1 before there is one. */
    final int[] priced;

    /** In the order in which they were first seen. */
    final List<RecordedMarket> markets;

    /** Of each market: microseconds since 1970 when its event ends, the largest number when open. */
    final long[] eventEnds;

    /** Markets of events that end, the first to end first. */
    final int[] byEnd;

    private final String hash;

    Recording(RecordingDraft draft) {
        this.at = draft.at();
        this.market = draft.market();
        this.yes = draft.yes();
        this.no = draft.no();
        this.liquidity = draft.liquidity();
        this.volume = draft.volume();
        this.volume24hr = draft.volume24hr();
        this.conviction = draft.conviction();
        this.markets = draft.markets();
        this.priced = priced();
        this.eventEnds = markets.stream()
                .mapToLong(known -> known.eventEndDate() == null ? Long.MAX_VALUE : micros(known.eventEndDate()))
                .toArray();
        this.byEnd = IntStream.range(0, eventEnds.length)
                .filter(known -> eventEnds[known] != Long.MAX_VALUE)
                .boxed()
                .sorted(Comparator.comparingLong(known -> eventEnds[known]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.hash = RecordingHash.of(this);
    }

    /** Rows. */
    public int rows() {
        return at.length;
    }

    /**
     * The first row at or behind {@code from} that is later than that, found in steps that double. Rows before
     * {@code from} are not later.
     *
     * @param guess how many rows it may be away, looked at first
     */
    int later(int from, long time, int guess) {
        int likely = from + guess;
        if (isLater(likely, time) && (guess == 0 || !isLater(likely - 1, time))) {
            return likely;
        }
        int low = from;
        int step = 1;
        while (step <= at.length - low && at[low + step - 1] <= time) {
            low += step;
            step *= 2;
        }
        int high = Math.min(at.length, low + step - 1);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isLater(int row, long time) {
        return row >= at.length || at[row] > time;
    }

    private int[] priced() {
        var last = new int[markets.size()];
        Arrays.fill(last, -1);
        var rows = new int[at.length];
        for (int row = 0; row < rows.length; row++) {
            if (yes[row] != ScaledPrice.NONE) {
                last[market[row]] = row;
            }
            rows[row] = last[market[row]];
        }
        return rows;
    }

    /** Hexadecimal SHA-256 of all of it. */
    public String hash() {
        return hash;
    }

    /** A market as a strategy would have seen it at that row. */
    Candidate candidate(int row) {
        var known = markets.get(market[row]);
        return new Candidate(
                known.marketId(),
                known.question(),
                ScaledPrice.price(yes[row]),
                ScaledPrice.price(no[row]),
                exact(liquidity[row]),
                exact(volume[row]),
                known.eventId(),
                known.eventTitle(),
                known.eventEndDate(),
                known.endDate(),
                instant(at[row]));
    }

    /** The price of a side at that row. */
    Price price(int row, boolean isYes) {
        var price = ScaledPrice.price(isYes ? yes[row] : no[row]);
        return price == null ? Price.ZERO : price;
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }

    private static @Nullable BigDecimal exact(double figure) {
        return Double.isNaN(figure) ? null : BigDecimal.valueOf(figure);
    }
}
