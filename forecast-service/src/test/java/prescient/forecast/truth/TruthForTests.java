package prescient.forecast.truth;

import java.util.HashMap;
import java.util.Map;
import prescient.forecast.outside.Simulated;

/** Climate reports of the simulator, for tests of other features. */
public final class TruthForTests {

    private TruthForTests() {}

    public static TruthClient client(Simulated world) {
        return client(world, Map.of());
    }

    public static TruthClient client(Simulated world, Map<String, String> settings) {
        var values = new HashMap<>(Map.of("apart", "PT0.001S"));
        values.putAll(settings);
        return new TruthClient(Simulated.config(TruthConfig.class, "prescient.truth", values), world.outside());
    }
}
