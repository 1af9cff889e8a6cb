package prescient.signal;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service on legacy files, without a PostgreSQL anywhere. */
public class FileOnly implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "prescient.legacy.dir",
                folder().toString(),
                "prescient.cutover.mode",
                "file-only",
                "prescient.db.host",
                "127.0.0.1",
                "prescient.db.port",
                "1",
                "quarkus.log.category.\"io.quarkus.config\".level",
                "ERROR");
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("legacy-files");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
