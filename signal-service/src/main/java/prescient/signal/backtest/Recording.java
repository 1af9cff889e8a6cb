package prescient.signal.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.signal.market.Candidate;
import prescient.signal.market.ScaledPrice;

/**
 * What was recorded, column by column, oldest row first; some sixty bytes a row. Immutable once built, so replays on
 * many
 * threads share one.
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

    /** In the order in which they were first seen. */
    final List<RecordedMarket> markets;

    /** Of each market: microseconds since 1970 when its event ends, the largest number when open. */
    final long[] eventEnds;

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
        this.eventEnds = markets.stream()
                .mapToLong(known -> known.eventEndDate() == null ? Long.MAX_VALUE : micros(known.eventEndDate()))
                .toArray();
        this.hash = RecordingHash.of(this);
    }

    /** Rows. */
    public int rows() {
        return at.length;
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
