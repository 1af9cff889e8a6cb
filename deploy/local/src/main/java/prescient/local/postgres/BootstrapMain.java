package prescient.local.postgres;

import java.nio.file.Path;
import java.util.Map;
import prescient.local.LauncherProblem;
import prescient.local.PortManifest;

/**
 * Prepares a database server that others run: database, roles, schemas, passwords. A job of containers and clusters,
 * which may be repeated and gives roles new passwords when their files changed. {@code PRESCIENT_DB_HOST} and
 * {@code PRESCIENT_DB_PORT} say where the server is, {@code PRESCIENT_DB_SUPERUSER} who may do everything there, and
 * {@code PRESCIENT_SECRETS} which folder holds the passwords, one file per role.
 */
public final class BootstrapMain {

    private BootstrapMain() {}

    /** Ends with 0 when it is done, with 1 and the reason on standard error when it could not. */
    public static void main(String[] arguments) {
        try {
            var login = login(System.getenv());
            new Bootstrap(login, passwords(System.getenv())::password).run();
            System.err.println("database, roles and schemas are there: " + login);
        } catch (LauncherProblem problem) {
            System.err.println("error: " + problem.message());
            System.err.println("next step: " + problem.nextStep());
            System.exit(1);
        }
    }

    static PostgresLogin login(Map<String, String> environment) {
        var user = environment.getOrDefault("PRESCIENT_DB_SUPERUSER", PostgresServer.SUPERUSER);
        var port = environment.get("PRESCIENT_DB_PORT");
        return new PostgresLogin(
                environment.getOrDefault("PRESCIENT_DB_HOST", "postgres"),
                port == null ? PortManifest.load().port("postgres") : Integer.parseInt(port),
                user,
                passwords(environment).password(user));
    }

    private static PasswordFiles passwords(Map<String, String> environment) {
        return new PasswordFiles(Path.of(environment.getOrDefault("PRESCIENT_SECRETS", "/run/secrets")));
    }
}
