package prescient.forecast.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;

/** Files that are trusted at first, and gates that need neither a backup nor figures of a quiet day. */
public class AllModesFiles implements QuarkusTestResourceLifecycleManager {

    private final PostgresForTests postgres = new PostgresForTests();

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(postgres.start());
        settings.put("prescient.legacy.dir", folder().toString());
        settings.put("prescient.cutover.mode", "file-only");
        settings.put("prescient.cutover.gates.backup", "false");
        settings.put("prescient.cutover.gates.without-samples", "true");
        settings.put("prescient.cutover.gates.clean-checks", "1");
        settings.put("prescient.cutover.gates.quiet", "0s");
        settings.put("prescient.cutover.gates.floor-millis", "10000");
        settings.put("prescient.cutover.shadow.sample", "1");
        settings.put("prescient.transfer.parity.first", "1s");
        settings.put("prescient.transfer.parity.every", "1s");
        return settings;
    }

    /** The other tests of this server begin as on a new one. */
    @Override
    public void stop() {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement()) {
            sql.execute("UPDATE forecast.cutover_state SET mode = 'database-only', revision = 0");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("moving");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
