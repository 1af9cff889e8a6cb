package prescient.portfolio;

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

/** Legacy files and PostgreSQL, beginning with the files, and gates that need no backup and no figures of a quiet day. */
public class MovingModes implements QuarkusTestResourceLifecycleManager {

    private final PostgresForTests postgres = new PostgresForTests();
    private final Path folder = temporary();

    private static Path temporary() {
        try {
            return Files.createTempDirectory("moving");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(postgres.start());
        settings.put("prescient.legacy.dir", folder.toString());
        settings.put("prescient.cutover.mode", "file-only");
        settings.put("prescient.cutover.gates.backup", "false");
        settings.put("prescient.cutover.gates.without-samples", "true");
        settings.put("prescient.cutover.gates.clean-checks", "1");
        settings.put("prescient.cutover.gates.quiet", "0s");
        settings.put("prescient.cutover.gates.floor-millis", "1000");
        settings.put("prescient.cutover.shadow.sample", "1");
        return settings;
    }

    /** The other tests of this server begin as on a new one. */
    @Override
    public void stop() {
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement()) {
            sql.execute("UPDATE portfolio.cutover_state SET mode = 'database-only', revision = 0");
            FreshTables.reset();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType() == MovingModes.class);
    }

    Path folder() {
        return folder;
    }
}
