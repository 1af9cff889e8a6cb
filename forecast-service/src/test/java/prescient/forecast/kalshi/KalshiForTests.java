package prescient.forecast.kalshi;

import java.util.Map;
import prescient.forecast.outside.Simulated;

/** Markets of the simulator, for tests of other features. */
public final class KalshiForTests {

    private KalshiForTests() {}

    public static KalshiClient client(Simulated world) {
        return new KalshiClient(
                Simulated.config(KalshiConfig.class, "prescient.kalshi", Map.of("apart", "PT0.001S")), world.outside());
    }
}
