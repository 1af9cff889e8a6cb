package prescient.forecast.oracle;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import prescient.forecast.source.Source;
import prescient.legacy.PythonFloat;

/** The legacy programs' own way to make numbers of text: nan and inf are numbers, what is none is nothing. */
public final class LegacyText {

    private LegacyText() {}

    public static OptionalDouble number(String text) {
        return PythonFloat.parse(text);
    }

    public static Double orNull(String text) {
        var number = number(text);
        return number.isPresent() ? number.getAsDouble() : null;
    }

    /** Decimals are cut off; 0 when it is no number. */
    public static int whole(String text) {
        return (int) number(text).orElse(0);
    }

    /** What stands under the columns' names, right or wrong. */
    public static Map<Source, Double> forecasts(Map<String, String> row) {
        var forecasts = new EnumMap<Source, Double>(Source.class);
        for (var source : Source.values()) {
            number(row.getOrDefault(source.column(), "")).ifPresent(value -> forecasts.put(source, value));
        }
        return forecasts;
    }
}
