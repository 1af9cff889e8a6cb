package prescient.forecast.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** What a source says a day's maximum temperature will be, or why it says nothing that can be used. */
public sealed interface Maximum {

    /** Colder and hotter than any place that markets are about. */
    double LEAST_F = -50;

    double MOST_F = 150;

    /** The outcome of a value. */
    String SAID = "said";

    /** Finite, and between {@link #LEAST_F} and {@link #MOST_F}. */
    record Said(double valueF) implements Maximum {}

    /** @param reason for people; holds no key */
    record Silent(Absence absence, String reason) implements Maximum {}

    /** As in meters: {@code said}, or why not. */
    default String outcome() {
        return switch (this) {
            case Said said -> SAID;
            case Silent silent -> silent.absence().text();
        };
    }

    /** All that {@link #outcome} can be. */
    static List<String> outcomes() {
        return Stream.concat(Stream.of(SAID), Stream.of(Absence.values()).map(Absence::text))
                .toList();
    }

    /** A number in degrees Fahrenheit, refused unless it can be a temperature. */
    static Maximum fahrenheit(JsonNode number) {
        return of(number, false);
    }

    /** A number in degrees Celsius, refused unless it can be a temperature. */
    static Maximum celsius(JsonNode number) {
        return of(number, true);
    }

    private static Maximum of(JsonNode number, boolean isCelsius) {
        if (number.isMissingNode() || number.isNull()) {
            return new Silent(Absence.MISSING, "it has no value for this day");
        }
        if (!number.isNumber()) {
            return new Silent(Absence.REFUSED, "what it says is no number");
        }
        double value = number.doubleValue();
        double valueF = isCelsius ? value * 9 / 5 + 32 : value;
        if (!Double.isFinite(valueF)) {
            return new Silent(Absence.REFUSED, value + " is no temperature");
        }
        return valueF >= LEAST_F && valueF <= MOST_F
                ? new Said(valueF)
                : new Silent(Absence.REFUSED, valueF + " F is not within " + LEAST_F + " to " + MOST_F);
    }
}
