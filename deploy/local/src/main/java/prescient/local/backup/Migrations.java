package prescient.local.backup;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;
import prescient.local.postgres.PostgresLogin;
import prescient.local.state.Secrets;

/** Makes the tables of a database by the same migrations the services run. */
final class Migrations {

    /** Held, because the logging system forgets the settings of loggers nobody holds. */
    private static final Logger QUIET = Logger.getLogger("org.flywaydb");

    private final PostgresLogin login;
    private final Secrets secrets;

    Migrations(PostgresLogin login, Secrets secrets) {
        this.login = login;
        this.secrets = secrets;
    }

    /** Brings each schema of {@code database} to the version it had; refuses versions this build does not know. */
    void run(String database, Map<String, SchemaVersion> wanted) {
        QUIET.setLevel(Level.SEVERE);
        for (var service : ServiceName.values()) {
            var version = wanted.get(service.schema());
            if (version != null && version.newest().isPresent()) {
                migrate(database, service, version.newest().get());
            }
        }
    }

    private void migrate(String database, ServiceName service, String version) {
        var role = service.ownerRole();
        var flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(login.jdbcUrl(database), role, secrets.password(role))
                .locations("classpath:db/migration/common", "classpath:db/migration/" + service.schema())
                .defaultSchema(service.schema())
                .createSchemas(false)
                .target(version)
                .load();
        var known = false;
        for (var migration : flyway.info().all()) {
            known |= migration.getVersion() != null
                    && version.equals(migration.getVersion().getVersion());
        }
        if (!known) {
            throw new LauncherProblem(
                    "BACKUP_IS_NEWER",
                    "The backup's schema " + service.schema() + " has version " + version
                            + ", which this build does not know.",
                    "Use the build that made the backup, or a newer one.");
        }
        try {
            flyway.migrate();
        } catch (FlywayException failure) {
            throw new LauncherProblem(
                    "RESTORE_FAILED",
                    "The tables of schema " + service.schema() + " cannot be made: " + failure.getMessage(),
                    "Use the build that made the backup.");
        }
    }
}
