package prescient.trade.cutover;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A folder of live legacy files; the database is trusted. */
public class WithFiles implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            return Map.of(
                    "prescient.legacy.dir",
                    Files.createTempDirectory("legacy").toString(),
                    "prescient.legacy.zone",
                    "Europe/Berlin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
