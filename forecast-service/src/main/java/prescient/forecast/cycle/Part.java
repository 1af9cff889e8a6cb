package prescient.forecast.cycle;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** Which steps a cycle has. */
enum Part {
    WHOLE("pulse prediction decision order settlement metrics calibration"),
    /** What the sources say. */
    PULSE("pulse prediction"),
    /** And what is decided on it. */
    TRADE("pulse prediction decision order"),
    /** How the days before turned out. */
    REVIEW("settlement metrics calibration");

    private final String steps;

    Part(String steps) {
        this.steps = steps;
    }

    /** In the order they run in. */
    List<String> steps() {
        return List.of(steps.split(" ", -1));
    }

    /** The name in JSON. */
    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
