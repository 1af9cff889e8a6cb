package prescient.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.Ports;
import prescient.local.ServiceName;
import prescient.local.postgres.Bootstrap;
import prescient.local.postgres.PostgresLogin;
import prescient.local.postgres.PostgresServer;
import prescient.local.state.DataFolder;
import prescient.local.state.Secrets;

/** Runs the containers of the migration Job as processes, told what the manifests tell them. */
class MigrationJobIT {

    private static final Path ROOT = Path.of(System.getProperty("prescient.root", "../.."));
    private static final String AUTH = "/etc/prescient/auth";

    @TempDir
    Path temporary;

    private Secrets secrets;
    private PostgresServer server;

    @BeforeEach
    void startAnEmptyDatabase() throws Exception {
        var folder = new DataFolder(temporary.resolve("data"));
        folder.prepare();
        secrets = Secrets.of(folder);
        var port = Ports.choose(OptionalInt.empty(), new Random()).postgres();
        server = PostgresServer.of(folder, Path.of("target", "test-cache").toAbsolutePath(), secrets, port);
        server.start();
        new Bootstrap(server.login(), secrets).run();
        Files.writeString(temporary.resolve("keys.json"), keys());
    }

    @AfterEach
    void stopIt() throws InterruptedException {
        server.stop();
    }

    @Test
    void eachContainerMigratesItsSchemaAndEnds() throws Exception {
        for (var service : ServiceName.values()) {
            // When
            var exitCode = run(service, secrets.password(service.ownerRole()));

            // Then
            assertThat(exitCode).as(service + ": " + log(service)).isZero();
            assertThat(migrations(service)).as(service.schema()).isPositive();
        }
        // Again, as a Job whose pod was evicted is: nothing to do is no failure.
        int before = migrations(ServiceName.TRADE);
        assertThat(run(ServiceName.TRADE, secrets.password(ServiceName.TRADE.ownerRole())))
                .isZero();
        assertThat(migrations(ServiceName.TRADE)).isEqualTo(before);
    }

    @Test
    void aContainerThatCannotMigrateFailsSoThatTheJobRepeatsIt() throws Exception {
        assertThat(run(ServiceName.FORECAST, "wrong")).isNotZero();
    }

    private int run(ServiceName service, String password) throws Exception {
        var container = SettingsTest.container(Stage.BASE, Suite.MIGRATION, service.moduleName());
        var process = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                ROOT.resolve(service.moduleName())
                        .resolve("target/quarkus-app/quarkus-run.jar")
                        .toString());
        process.environment().keySet().removeIf(name -> name.startsWith("PRESCIENT") || name.startsWith("QUARKUS"));
        process.environment().putAll(environment(container, password));
        process.redirectErrorStream(true).redirectOutput(file(service).toFile());
        var running = process.start();
        if (!running.waitFor(120, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            throw new AssertionError(service + " did not end: " + log(service));
        }
        return running.exitValue();
    }

    /** The container's variables; only what the cluster would provide is replaced: host, port, Secrets and their files. */
    private Map<String, String> environment(Container container, String password) throws Exception {
        var variables = new HashMap<>(Settings.common(Stage.BASE));
        container
                .getEnv()
                .forEach(variable -> variables.put(
                        variable.getName(), variable.getValue() == null ? password : variable.getValue()));
        variables.put("PRESCIENT_DB_HOST", "127.0.0.1");
        variables.put("PRESCIENT_DB_PORT", String.valueOf(server.login().port()));
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", "0");
        variables.replaceAll((name, value) -> value.replace(AUTH, temporary.toString()));
        return variables;
    }

    private int migrations(ServiceName service) throws Exception {
        try (var connection = server.login().connect(PostgresLogin.DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM %s.flyway_schema_history WHERE success".formatted(service.schema()))) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Path file(ServiceName service) {
        return temporary.resolve(service + ".log");
    }

    private String log(ServiceName service) throws IOException {
        return Files.readString(file(service));
    }

    private static String keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = (RSAPublicKey) generator.generateKeyPair().getPublic();
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"1\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(
                        base64.encodeToString(key.getModulus().toByteArray()),
                        base64.encodeToString(key.getPublicExponent().toByteArray()));
    }
}
