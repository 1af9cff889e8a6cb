package prescient.forecast.bucket;

/** The standard normal distribution, to the last digit but one. Stateless. */
public final class Normal {

    private static final double SQRT_PI = Math.sqrt(Math.PI);
    /** Up to here the series is quick and exact, beyond it the continued fraction. */
    private static final double SERIES_UP_TO = 1;
    /** From here on nothing is left of the complement in a double. */
    private static final double NOTHING_LEFT_FROM = 27;

    private static final int TERMS = 26;

    private Normal() {}

    /** The probability of a value of at most {@code z}: (1 + erf(z / sqrt 2)) / 2. */
    public static double below(double z) {
        return 0.5 * (1 + erf(z / Math.sqrt(2)));
    }

    /** The error function, 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to {@code x}. */
    static double erf(double x) {
        double size = Math.abs(x);
        double value = size <= SERIES_UP_TO ? series(size) : 1 - complement(size);
        return Math.copySign(value, x);
    }

    /** The Maclaurin series 2 / sqrt(pi) * sum (-1)^n x^(2n+1) / (n! (2n+1)), from its smallest term on. */
    private static double series(double x) {
        double square = x * x;
        double sum = 0;
        for (int n = TERMS; n >= 1; n--) {
            // Between neighbours lies the factor -x^2 (2n-1) / (n (2n+1)).
            sum = (1 + sum) * -square * (2 * n - 1) / (n * (2.0 * n + 1));
        }
        return 2 / SQRT_PI * x * (1 + sum);
    }

    /** Laplace's continued fraction exp(-x^2) / sqrt(pi) * 1/(x + (1/2)/(x + (2/2)/(x + ...))), from its end on. */
    private static double complement(double x) {
        if (x > NOTHING_LEFT_FROM) {
            return 0;
        }
        int depth = 20 + (int) (220 / (x * x));
        double fraction = x;
        for (int n = depth; n >= 1; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return Math.exp(-x * x) / (SQRT_PI * fraction);
    }
}
