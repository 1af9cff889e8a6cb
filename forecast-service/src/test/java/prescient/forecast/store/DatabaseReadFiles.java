package prescient.forecast.store;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import prescient.cutover.Door;
import prescient.testing.PostgresForTests;
import prescient.testing.PostgresServer;

/** PostgreSQL behind a door, and legacy files that follow it. */
public class DatabaseReadFiles implements QuarkusTestResourceLifecycleManager {

    private final PostgresForTests postgres = new PostgresForTests();
    private final Door door =
            new Door(PostgresServer.shared().host(), PostgresServer.shared().port());

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(postgres.start());
        settings.put("prescient.db.port", String.valueOf(door.port()));
        settings.put("prescient.legacy.dir", folder().toString());
        settings.put("prescient.cutover.mode", "database-read");
        settings.put("prescient.cutover.database.read-deadline", "500ms");
        return settings;
    }

    /** The other tests of this server begin as on a new one. */
    @Override
    public void stop() {
        door.close();
        try (var connection = PostgresServer.shared().connectAsSuperuser();
                var sql = connection.createStatement()) {
            sql.execute("UPDATE forecast.cutover_state SET mode = 'database-only', revision = 0");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(door, field -> field.getType() == Door.class);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("following");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
