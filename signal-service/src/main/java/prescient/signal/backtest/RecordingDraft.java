package prescient.signal.backtest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.signal.market.ScaledPrice;

/** A recording that is being read, row by row in the order of time. One thread. */
public final class RecordingDraft {

    private static final int FIRST = 1 << 12;

    private final int most;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<RecordedMarket> markets = new ArrayList<>();
    private int rows;
    private long[] at = new long[FIRST];
    private int[] market = new int[FIRST];
    private long[] yes = new long[FIRST];
    private long[] no = new long[FIRST];
    private double[] liquidity = new double[FIRST];
    private double[] volume = new double[FIRST];
    private double[] volume24hr = new double[FIRST];
    private double[] conviction = new double[FIRST];

    /** @param most rows it may have, since they are all kept in memory */
    public RecordingDraft(int most) {
        this.most = most;
    }

    /**
     * Adds a row.
     *
     * @throws prescient.problem.Refused when it is older than the one before, has a price of more than 18 decimals, or
     *     is
     *     one too many
     */
    public void add(RecordedRow row) {
        long time = Recording.micros(row.timestamp());
        if (rows == most) {
            throw BacktestProblem.TOO_MANY_SNAPSHOTS.with("there are more than " + most + " snapshots");
        }
        if (rows > 0 && time < at[rows - 1]) {
            throw BacktestProblem.RECORDING_UNREADABLE.with(
                    "the row of %s at %s is older than the row before".formatted(row.marketId(), row.timestamp()));
        }
        if (rows == at.length) {
            grow();
        }
        at[rows] = time;
        market[rows] = place(row.marketId());
        try {
            prices(row.yesPrice(), row.noPrice());
        } catch (IllegalArgumentException tooFine) {
            throw BacktestProblem.RECORDING_UNREADABLE.with(
                    "market %s at %s: %s".formatted(row.marketId(), row.timestamp(), tooFine.getMessage()));
        }
        liquidity[rows] = figure(row.liquidity());
        volume[rows] = figure(row.volume());
        volume24hr[rows] = figure(row.volume24hr());
        rows++;
    }

    /** A market has two prices or none. */
    private void prices(@Nullable Price yesPrice, @Nullable Price noPrice) {
        boolean priced = yesPrice != null && noPrice != null;
        yes[rows] = priced ? ScaledPrice.of(yesPrice) : ScaledPrice.NONE;
        no[rows] = priced ? ScaledPrice.of(noPrice) : ScaledPrice.NONE;
        conviction[rows] = yesPrice == null || noPrice == null
                ? Double.NaN
                : Math.abs(yesPrice.value().doubleValue() - noPrice.value().doubleValue());
    }

    /** Says what is known of a market that has a row; one without rows cannot be traded and is left out. */
    public void know(RecordedMarket known) {
        var place = places.get(known.marketId());
        if (place != null) {
            markets.set(place, known);
        }
    }

    /** Ids of the markets that have a row. */
    List<String> marketIds() {
        return markets.stream().map(RecordedMarket::marketId).toList();
    }

    /** The whole; nothing is added after it. */
    public Recording done() {
        return new Recording(this);
    }

    long[] at() {
        return Arrays.copyOf(at, rows);
    }

    int[] market() {
        return Arrays.copyOf(market, rows);
    }

    long[] yes() {
        return Arrays.copyOf(yes, rows);
    }

    long[] no() {
        return Arrays.copyOf(no, rows);
    }

    double[] liquidity() {
        return Arrays.copyOf(liquidity, rows);
    }

    double[] volume() {
        return Arrays.copyOf(volume, rows);
    }

    double[] volume24hr() {
        return Arrays.copyOf(volume24hr, rows);
    }

    double[] conviction() {
        return Arrays.copyOf(conviction, rows);
    }

    List<RecordedMarket> markets() {
        return List.copyOf(markets);
    }

    private int place(String marketId) {
        var known = places.get(marketId);
        if (known != null) {
            return known;
        }
        places.put(marketId, markets.size());
        markets.add(RecordedMarket.unknown(marketId));
        return markets.size() - 1;
    }

    private void grow() {
        int size = Math.min(most, rows * 2);
        at = Arrays.copyOf(at, size);
        market = Arrays.copyOf(market, size);
        yes = Arrays.copyOf(yes, size);
        no = Arrays.copyOf(no, size);
        liquidity = Arrays.copyOf(liquidity, size);
        volume = Arrays.copyOf(volume, size);
        volume24hr = Arrays.copyOf(volume24hr, size);
        conviction = Arrays.copyOf(conviction, size);
    }

    private static double figure(@Nullable BigDecimal figure) {
        return figure == null ? Double.NaN : figure.doubleValue();
    }
}
