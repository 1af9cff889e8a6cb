package prescient.trade.cutover;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Trusts the files; PostgreSQL is nowhere to be found. */
public class FilesOnly implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "prescient.legacy.dir", folder().toString(),
                "prescient.legacy.zone", "Europe/Berlin",
                "prescient.cutover.mode", "file-only",
                "prescient.cutover.start-wait", "0.1s",
                "prescient.db.port", "1",
                "quarkus.log.category.\"io.quarkus.config\".level", "ERROR");
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("legacy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
