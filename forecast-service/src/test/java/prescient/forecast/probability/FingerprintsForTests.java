package prescient.forecast.probability;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Fingerprints made up for tests. */
final class FingerprintsForTests {

    private FingerprintsForTests() {}

    /** Over an hour, from no move to one of 2 %: the same everywhere. */
    static Fingerprint flat(double up, double down) {
        return new Fingerprint(new double[] {0, 2}, filled(up), filled(down));
    }

    private static double[] filled(double value) {
        var cells = new double[120];
        Arrays.fill(cells, value);
        return cells;
    }

    /** A file of 60 minutes and thresholds 0.00 and 2.00 %; {@code up} where nothing moves, {@code down} likewise. */
    static String csv(double up, double down) {
        var text = new StringBuilder(",>= +0.00%,<= -0.00%,>= +2.00%,<= -2.00%\r\n");
        IntStream.rangeClosed(1, 60)
                .forEach(minute -> text.append(minute)
                        .append("m TTC,")
                        .append(up)
                        .append(',')
                        .append(down)
                        .append(",1.5,0.5\r\n"));
        return text.toString();
    }
}
