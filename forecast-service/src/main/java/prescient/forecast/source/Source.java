package prescient.forecast.source;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose forecast it is, in the order in which the legacy calibration graded them. Name and column are given side by
 * side: one does not follow from the other.
 */
public enum Source {
    /** The blend of the others. */
    CONSENSUS("consensus", "tmax_predicted"),
    OPEN_METEO("open-meteo", "tmax_open_meteo"),
    VISUAL_CROSSING("visual-crossing", "tmax_visual_crossing"),
    TOMORROW("tomorrow", "tmax_tomorrow"),
    WEATHERAPI("weatherapi", "tmax_weatherapi"),
    GOOGLE_WEATHER("google-weather", "tmax_google_weather"),
    OPENWEATHERMAP("openweathermap", "tmax_openweathermap"),
    PIRATEWEATHER("pirateweather", "tmax_pirateweather"),
    WEATHER_GOV("weather.gov", "tmax_weather_gov"),
    /** A neural network's prediction. */
    LSTM("lstm", "tmax_lstm");

    /** Those that are asked over the network, in the order of their columns. */
    public static final List<Source> PROVIDERS =
            Stream.of(values()).filter(Source::isProvider).toList();

    /** By name, letter by letter: the order of lists and maps in files. */
    public static final Comparator<Source> BY_NAME = Comparator.comparing(Source::text);

    private final String text;
    private final String column;

    Source(String text, String column) {
        this.text = text;
        this.column = column;
    }

    /** As in files, for instance {@code weather.gov}. */
    public String text() {
        return text;
    }

    /** In prediction files, for instance {@code tmax_weather_gov}. */
    public String column() {
        return column;
    }

    public boolean isProvider() {
        return this != CONSENSUS && this != LSTM;
    }

    /** Blanks around it and case do not matter; empty when there is none of this name. */
    public static Optional<Source> named(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        return Stream.of(values()).filter(source -> source.text.equals(plain)).findFirst();
    }

    /** A copy that nobody can change, in the order of the columns. {@link Map#copyOf} takes many times as long. */
    public static <V> Map<Source, V> copyOf(Map<Source, V> values) {
        var copy = new EnumMap<Source, V>(Source.class);
        copy.putAll(values);
        return Collections.unmodifiableMap(copy);
    }

    /**
     * @throws IllegalArgumentException when there is none of this name
     */
    public static Source need(String text) {
        return named(text).orElseThrow(() -> new IllegalArgumentException("no source is named " + text));
    }
}
