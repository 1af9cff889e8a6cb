package prescient.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.Ports;
import prescient.local.state.DataFolder;
import prescient.local.state.Secrets;
import prescient.local.testing.FakeInstallation;

class PostgresServerIT {

    @TempDir
    Path temporary;

    private DataFolder folder;
    private Secrets secrets;
    private PostgresServer server;

    @BeforeEach
    void startOne() throws IOException, InterruptedException {
        folder = new DataFolder(temporary.resolve("a data folder"));
        folder.prepare();
        secrets = Secrets.of(folder);
        var port = Ports.choose(OptionalInt.empty(), new Random()).postgres();
        server = PostgresServer.of(folder, FakeInstallation.cache(), secrets, port);
        server.start();
        new Bootstrap(server.login(), secrets).run();
    }

    @AfterEach
    void stopIt() throws InterruptedException {
        server.stop();
    }

    @Test
    void whatWasCommittedSurvivesAKillAndARestart() throws Exception {
        // Given
        execute("CREATE TABLE kept (n integer); INSERT INTO kept VALUES (42)");
        // When
        server.kill();
        server.start();
        // Then
        assertThat(text("SELECT n FROM kept")).isEqualTo("42");
    }

    @Test
    void nothingIsWrittenAnyMoreAfterTheFirstStartWasInterrupted() throws Exception {
        // Given
        var other = new DataFolder(temporary.resolve("other"));
        other.prepare();
        var port = Ports.choose(OptionalInt.empty(), new Random()).postgres();
        var fresh = PostgresServer.of(other, FakeInstallation.cache(), Secrets.of(other), port);
        var starting = Thread.ofPlatform().start(() -> {
            try {
                fresh.start();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        Awaitility.await().until(() -> Files.exists(other.root().resolve("postgres.new/pg_wal")));
        // When
        starting.interrupt();
        starting.join();
        fresh.stop();
        // Then
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .orElse("")
                                .contains(other.root().toString())))
                .isEmpty();
    }

    @Test
    void aPidFileThatNamesAnotherProgramDoesNotKeepItFromStarting() throws Exception {
        // Given
        var pidFile = folder.postgres().resolve("postmaster.pid");
        var lines = Files.readAllLines(pidFile);
        server.kill();
        lines.set(0, String.valueOf(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);
        // When
        server.start();
        // Then
        assertThat(text("SELECT 1")).isEqualTo("1");
    }

    @Test
    void itIsDurableListensOnLoopbackOnlyAndAsksForPasswords() throws Exception {
        // When, Then
        assertThat(text("SHOW fsync")).isEqualTo("on");
        assertThat(text("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(text("SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(text("SHOW server_version")).startsWith("18.");
        assertThatThrownBy(() -> connect("prescient_trade", "wrong")).isInstanceOf(SQLException.class);
    }

    @Test
    void rolesGetInWithTheirOwnPasswordsWhichOnlyTheOwnerCanRead() throws Exception {
        // When
        connect("prescient_reader", secrets.password("prescient_reader"));
        connect("prescient_trade_owner", Secrets.of(folder).password("prescient_trade_owner"));
        // Then
        var permissions = Files.getPosixFilePermissions(folder.root().resolve("secrets.properties"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void preparingItTwiceChangesNothing() throws Exception {
        // When
        new Bootstrap(server.login(), secrets).run();
        // Then
        assertThat(text("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'prescient%'"))
                .isEqualTo("11");
    }

    private void connect(String role, String password) throws SQLException {
        DriverManager.getConnection(server.login().jdbcUrl(PostgresLogin.DATABASE), role, password)
                .close();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = server.login().connect(PostgresLogin.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (var connection = server.login().connect(PostgresLogin.DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
