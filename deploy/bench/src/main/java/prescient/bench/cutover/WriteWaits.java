package prescient.bench.cutover;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import java.util.regex.Pattern;

/**
 * How long writes have waited in the services because of dual-write, as the services' own histogram counts them.
 *
 * @param atMost how many waited at most so many seconds; the last bound is infinite and counts them all
 */
record WriteWaits(TreeMap<Double, Long> atMost) {

    private static final Pattern BUCKET = Pattern.compile(
            "^prescient_cutover_write_wait_seconds_bucket\\{.*le=\"([^\"]+)\".*} (\\S+)$", Pattern.MULTILINE);

    /** None. */
    static WriteWaits none() {
        return new WriteWaits(new TreeMap<>());
    }

    /** All features of a service together, from its meters in Prometheus' text. */
    static WriteWaits of(String meters) {
        var waits = none();
        BUCKET.matcher(meters)
                .results()
                .forEach(line -> waits.atMost.merge(
                        line.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(line.group(1)),
                        Math.round(Double.parseDouble(line.group(2))),
                        Long::sum));
        if (waits.atMost.isEmpty()) {
            throw new IllegalStateException("the service does not tell what writes wait for");
        }
        return waits;
    }

    /** Both together. */
    WriteWaits plus(WriteWaits other) {
        return with(other, Math::addExact);
    }

    /** What came after {@code earlier}. */
    WriteWaits since(WriteWaits earlier) {
        return with(earlier, Math::subtractExact);
    }

    private WriteWaits with(WriteWaits other, LongBinaryOperator joined) {
        var all = new TreeMap<>(atMost);
        other.atMost.forEach((bound, count) ->
                all.merge(bound, joined.applyAsLong(0, count), (mine, theirs) -> joined.applyAsLong(mine, count)));
        return new WriteWaits(all);
    }

    long count() {
        return atMost.isEmpty() ? 0 : atMost.lastEntry().getValue();
    }

    /** The smallest bound, in milliseconds, that at least this share kept to; NaN when nothing was counted. */
    double atMostMs(double share) {
        return atMost.entrySet().stream()
                        .filter(bucket -> count() > 0 && bucket.getValue() >= count() * share)
                        .mapToDouble(Map.Entry::getKey)
                        .findFirst()
                        .orElse(Double.NaN)
                * 1000;
    }
}
