package prescient.forecast.bucket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of whole degrees Fahrenheit, both ends included.
 *
 * @param lowF null when open below
 * @param highF null when open above
 */
public record Bucket(@Nullable Double lowF, @Nullable Double highF) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Bucket UNKNOWN = new Bucket(null, null);

    /**
     * What a market's subtitle says, for instance {@code 34° to 35°} or {@code 38° or above}. One that says nothing has
     * no bounds at all. A minus sign is taken for one also where it may be a dash, as in {@code 18°-19°}: the legacy
     * trader's reading.
     */
    public static Bucket ofSubtitle(String subtitle) {
        var text = subtitle.toLowerCase(Locale.ROOT);
        var numbers = numbers(text);
        if (numbers.isEmpty()) {
            return UNKNOWN;
        }
        if (text.contains("or below")) {
            return new Bucket(null, numbers.getFirst());
        }
        if (text.contains("or above")) {
            return new Bucket(numbers.getFirst(), null);
        }
        if (numbers.size() < 2) {
            return UNKNOWN;
        }
        return new Bucket(Math.min(numbers.get(0), numbers.get(1)), Math.max(numbers.get(0), numbers.get(1)));
    }

    /**
     * The index of the bucket that a forecast falls into, the narrowest if there are several; of one that falls between
     * two the nearer. The first of equals; 0 when no bucket is known.
     *
     * @param buckets at least one
     */
    public static int choose(List<Bucket> buckets, double valueF) {
        int best = 0;
        for (int i = 1; i < buckets.size(); i++) {
            if (buckets.get(i).isBetterThan(buckets.get(best), valueF)) {
                best = i;
            }
        }
        return best;
    }

    public boolean isUnknown() {
        return lowF == null && highF == null;
    }

    /** Never, when the bucket is unknown. */
    public boolean holds(double valueF) {
        return !isUnknown() && (lowF == null || valueF >= lowF) && (highF == null || valueF <= highF);
    }

    /** One that holds the value before one that does not; of those the narrower, of these the nearer. */
    private boolean isBetterThan(Bucket other, double valueF) {
        if (holds(valueF) != other.holds(valueF)) {
            return holds(valueF);
        }
        return holds(valueF) ? width() < other.width() : distanceF(valueF) < other.distanceF(valueF);
    }

    private double width() {
        return lowF == null || highF == null ? Double.POSITIVE_INFINITY : highF - lowF;
    }

    /** To the nearest bound. */
    private double distanceF(double valueF) {
        double toLow = lowF == null ? Double.POSITIVE_INFINITY : Math.abs(valueF - lowF);
        double toHigh = highF == null ? Double.POSITIVE_INFINITY : Math.abs(valueF - highF);
        return Math.min(toLow, toHigh);
    }

    private static List<Double> numbers(String text) {
        var numbers = new ArrayList<Double>();
        var found = NUMBER.matcher(text);
        while (found.find()) {
            numbers.add(Double.valueOf(found.group()));
        }
        return numbers;
    }
}
