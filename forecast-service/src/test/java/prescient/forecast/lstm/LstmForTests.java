package prescient.forecast.lstm;

import java.nio.file.Path;
import java.util.Map;
import prescient.forecast.outside.Simulated;

/** The model as tests want it. */
public final class LstmForTests {

    private LstmForTests() {}

    public static LstmDesk without(Simulated world) {
        return desk(world, Map.of());
    }

    public static LstmDesk with(Simulated world, Path file) {
        return desk(world, Map.of("file", file.toString()));
    }

    private static LstmDesk desk(Simulated world, Map<String, String> settings) {
        return new LstmDesk(Simulated.config(LstmConfig.class, "prescient.lstm", settings), world.meters(), world);
    }
}
