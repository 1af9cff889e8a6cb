package prescient.forecast.observation;

import java.util.Map;
import prescient.forecast.outside.Simulated;

/** Stations of the simulator, for tests of other features. */
public final class ObservationsForTests {

    private ObservationsForTests() {}

    public static ObservationClient client(Simulated world) {
        return new ObservationClient(
                Simulated.config(ObservationConfig.class, "prescient.observation", Map.of("apart", "PT0.001S")),
                world.outside(),
                world);
    }
}
