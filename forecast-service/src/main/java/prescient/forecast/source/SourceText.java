package prescient.forecast.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Sources and weights in one field, sorted by name. Stateless. */
public final class SourceText {

    private static final int DECIMALS = 4;

    private SourceText() {}

    /** For instance {@code open-meteo,tomorrow}. */
    public static String names(Collection<Source> sources) {
        return sources.stream().sorted(Source.BY_NAME).map(Source::text).collect(Collectors.joining(","));
    }

    /** For instance {@code open-meteo:0.2500,tomorrow:0.7500}; rounded half to even, so the sum may miss 1 a little. */
    public static String weights(Map<Source, Double> weights) {
        return weights.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Source.BY_NAME))
                .map(entry -> entry.getKey().text() + ":" + decimals(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String decimals(double weight) {
        return new BigDecimal(weight).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
    }
}
