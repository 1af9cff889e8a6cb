package prescient.forecast.metric;

import java.util.stream.Stream;
import prescient.forecast.csv.Range;

/** What a figure measures. */
public enum MetricKind {
    /** Mean absolute error in degrees Fahrenheit, 4 decimals. */
    MAE("mae_f", 4, Range.DIFFERENCE),
    /** Root of the mean squared error in degrees Fahrenheit, 4 decimals. */
    RMSE("rmse_f", 4, Range.DIFFERENCE),
    /** Share of trades whose bucket was hit, 4 decimals. */
    HIT_RATE("bucket_hit_rate", 4, Range.SHARE),
    /** Dollars won or lost, 2 decimals. */
    PNL("realized_pnl_dollars", 2, Range.MONEY);

    private final String text;
    private final int decimals;
    private final Range range;

    MetricKind(String text, int decimals, Range range) {
        this.text = text;
        this.decimals = decimals;
        this.range = range;
    }

    /** As in files, for instance {@code mae_f}. */
    public String text() {
        return text;
    }

    int decimals() {
        return decimals;
    }

    Range range() {
        return range;
    }

    /**
     * @throws IllegalArgumentException when there is none of this name
     */
    static MetricKind named(String text) {
        return Stream.of(values())
                .filter(kind -> kind.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of metric is named " + text));
    }
}
