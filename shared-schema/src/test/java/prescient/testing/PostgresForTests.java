package prescient.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A real PostgreSQL for a {@code @QuarkusTest}. One server per JVM, with all roles and schemas, shared by all test
 * classes. Embedded by default; {@code -Dprescient.test.postgres=container} takes Testcontainers instead.
 */
public class PostgresForTests implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var server = PostgresServer.shared();
        return Map.of(
                "prescient.db.host",
                server.host(),
                "prescient.db.port",
                String.valueOf(server.port()),
                "prescient.db.name",
                PostgresServer.DATABASE,
                "prescient.db.password",
                PostgresServer.PASSWORD,
                "prescient.db.owner.password",
                PostgresServer.PASSWORD,
                "quarkus.log.category.\"io.quarkus.config\".level",
                "ERROR");
    }

    @Override
    public void stop() {
        // The server ends with the JVM; the next test class uses it again.
    }
}
