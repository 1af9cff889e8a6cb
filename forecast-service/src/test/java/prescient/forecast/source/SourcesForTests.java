package prescient.forecast.source;

import java.util.HashMap;
import java.util.List;
import prescient.forecast.outside.Simulated;

/** Providers of the simulator, for tests of other features. */
public final class SourcesForTests {

    private SourcesForTests() {}

    public static SourceDesk desk(Simulated world) {
        var values = new HashMap<String, String>();
        // Several in a row to one provider must not wait in tests.
        List.of(
                        "open-meteo",
                        "visual-crossing",
                        "tomorrow",
                        "weatherapi",
                        "google-weather",
                        "openweathermap",
                        "pirateweather",
                        "weather-gov")
                .forEach(name -> values.put(name + ".apart", "PT0.001S"));
        return new SourceDesk(
                Simulated.config(SourceConfig.class, "prescient.source", values), world.outside(), world.meters());
    }
}
