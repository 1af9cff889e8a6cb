package prescient.forecast.probability;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which fingerprints to make.
 *
 * @param symbol for instance {@code BTC}
 * @param set the name of the new set
 * @param candles a CSV file in the configured folder
 * @param method null is {@code BY_TIME}
 */
public record GenerateRequest(
        String symbol, String set, String candles, @Nullable GenerationMethod method) {

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{2,10}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,95}\\.csv");

    public GenerateRequest {
        symbol(symbol);
        set(set);
        if (!FILE.matcher(Objects.requireNonNull(candles, "candles is missing")).matches()) {
            throw new IllegalArgumentException("candles is the name of a .csv file, without a folder");
        }
    }

    /** @throws IllegalArgumentException when it is none */
    static String symbol(@Nullable String symbol) {
        if (symbol == null || !SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException("symbol has 2 to 10 capital letters and digits");
        }
        return symbol;
    }

    /** @throws IllegalArgumentException when it is none */
    static String set(@Nullable String set) {
        if (set == null || !NAME.matcher(set).matches()) {
            throw new IllegalArgumentException("set has 1 to 100 characters of A-Z a-z 0-9 . _ -");
        }
        return set;
    }
}
