package prescient.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.cutover.CutoverFeature;
import prescient.local.cutover.LegacyFiles;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.LegacyMemory;
import prescient.local.state.Secrets;
import prescient.local.testing.FakeInstallation;
import prescient.local.testing.FakeService;

/** The launcher with legacy files and small programs in the place of the services. */
class LegacySuiteIT {

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
    private Path legacy = Path.of(".");

    @BeforeEach
    void makeLegacyFolder() throws IOException {
        legacy = Files.createDirectories(temporary.resolve("legacy"));
    }

    @Test
    void servicesThatTrustTheirFilesStartWhilePostgresCannot() throws Exception {
        // Given
        breakPostgres();
        decideOn("file-only");
        // When
        try (var suite = Suite.start(config("file-only"), progress)) {
            // Then
            assertThat(suite.postgresProcess()).isEmpty();
            assertThat(said()).contains("do not wait for it").contains("PostgreSQL cannot be started");
            assertThat(said()).contains("[forecast-service] will be ready after it");
            assertThat(get(suite.url(ServiceName.TRADE) + "/q/health/ready")).contains("UP");
            assertThat(suite.databaseReadyAfter()).isZero();

            // And once it can
            repairPostgres();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> !suite.databaseReadyAfter().isZero());
            assertThat(suite.login().connect("prescient").isValid(1)).isTrue();
        }
    }

    @Test
    void servicesThatTrustTheirFilesStartWhilePostgresHangs() throws Exception {
        // Given
        Suite.start(config("dual-write"), progress).close();
        decideOn("dual-write");
        var config = config("dual-write");
        var stopped = Thread.ofPlatform().daemon().unstarted(this::hangPostgres);
        stopped.start();
        var begun = System.nanoTime();
        // When
        try (var suite = Suite.start(config, progress)) {
            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
            assertThat(get(suite.url(ServiceName.TRADE) + "/q/health/ready")).contains("UP");
            stopped.join();
            signal("CONT");
        }
    }

    @Test
    void whereOneFeatureNeedsPostgresTheStartFailsWithoutIt() throws Exception {
        // Given
        breakPostgres();
        var modes = Files.createDirectories(legacy.resolve(".prescient")).resolve("modes-portfolio-service.json");
        Files.writeString(modes, "{\"features\":{\"portfolio\":{\"mode\":\"database-only\"}}}");
        // When, Then
        assertThatThrownBy(() -> Suite.start(config("file-only"), progress))
                .isInstanceOfSatisfying(
                        LauncherProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("POSTGRES_FAILED"));
    }

    @Test
    void servicesAreToldWhereTheFilesAreAndSeeTheOldSwitches() throws Exception {
        // Given
        var config = config("dual-write");
        // When
        try (var suite = Suite.start(config, progress)) {
            // Then
            var told = suite.url(ServiceName.PORTFOLIO) + "/environment/";
            assertThat(get(told + "PRESCIENT_LEGACY_DIR")).isEqualTo(legacy.toString());
            assertThat(get(told + "PRESCIENT_LEGACY_ZONE")).isEqualTo("Europe/Berlin");
            assertThat(get(told + "PRESCIENT_CUTOVER_MODE")).isEqualTo("dual-write");
            assertThat(get(told + "USE_DATABASE_WRITE")).isEqualTo("true");
        }
    }

    @Test
    void filesWithoutModesAreNotTakenForTheDatabaseThatDecidedBefore() throws Exception {
        // Given
        try (var trial = Suite.start(FakeInstallation.suite(temporary, folder().root()), progress);
                var connection = trial.login().connect("prescient");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE trade.cutover_state (feature text, mode text, revision bigint);"
                    + "INSERT INTO trade.cutover_state VALUES ('trades', 'database-only', 1)");
        }
        // When, Then
        assertThatThrownBy(() -> Suite.start(config("file-only"), progress))
                .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("MODE_DIFFERS");
                    assertThat(problem.message())
                            .contains("trades is database-only")
                            .contains("file-only");
                    assertThat(problem.nextStep()).contains("--data DIR");
                });
        assertThat(new LegacyMemory(folder()).read()).isEmpty();
        Suite.start(config("database-only"), progress).close();
        assertThat(new LegacyMemory(folder()).read()).isPresent();
    }

    @Test
    void somebodyMustSayInWhichModeFilesBegin() throws Exception {
        // Given
        var silent = Map.of(LegacyFiles.FOLDER_VARIABLE, legacy.toString());
        var config = FakeInstallation.suite(temporary, folder().root()).withEnvironment(silent);
        // When, Then
        assertThatThrownBy(() -> Suite.start(config, progress))
                .isInstanceOfSatisfying(
                        LauncherProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("MODE_NOT_TOLD"));
        assertThat(new LegacyMemory(folder()).read()).isEmpty();
        decideOn("file-only");
        Suite.start(config, progress).close();
    }

    @Test
    void aFolderThatDecidedWithoutWeatherFilesIsNotAskedUntilItHasSome() throws Exception {
        // Given
        decideOn("dual-write");
        var silent = Map.of(LegacyFiles.FOLDER_VARIABLE, legacy.toString());
        var told = Map.of(LegacyFiles.FOLDER_VARIABLE, legacy.toString(), LegacyFiles.MODE_VARIABLE, "file-only");
        var suite = FakeInstallation.suite(temporary, folder().root());
        Suite.start(suite.withEnvironment(silent), progress).close();
        // When
        weatherFile("trades_history.csv", "run_ts,env,trade_date,city\r\n");
        weatherFile("observations_history.csv", "timestamp,city,stid,temp\r\n");
        // Then
        assertThatThrownBy(() -> Suite.start(suite.withEnvironment(silent), progress))
                .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("MODE_NOT_TOLD");
                    assertThat(problem.message()).endsWith("for decisions, observations.");
                    assertThat(problem.nextStep()).contains("PRESCIENT_CUTOVER_MODE=MODE ./prescient up");
                });
        try (var started = Suite.start(suite.withEnvironment(told), progress)) {
            assertThat(get(started.url(ServiceName.FORECAST) + "/environment/PRESCIENT_LEGACY_DIR"))
                    .isEqualTo(legacy.toString());
        }
    }

    @Test
    void aServiceWithWeatherFilesIsWaitedForWhilePostgresCannot() throws Exception {
        // Given
        breakPostgres();
        decideOn("file-only");
        weatherFile("source_performance.csv", "date,city,source_name,predicted_tmax,actual_tmax,absolute_error\r\n");
        Files.writeString(
                legacy.resolve(".prescient/modes-forecast-service.json"),
                "{\"features\":{\"calibration\":{\"mode\":\"file-only\"}}}");
        var files = new LegacyFiles(legacy, Optional.of("Europe/Berlin"), Optional.of("file-only"));
        var config = FakeInstallation.suite(temporary, folder().root()).withEnvironment(files.variables());
        // When
        try (var suite = Suite.start(config, progress)) {
            // Then
            assertThat(suite.postgresProcess()).isEmpty();
            assertThat(said()).contains("forecast-service is ready").doesNotContain("will be ready after it");
        }
    }

    private void weatherFile(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(legacy.resolve("Data")).resolve(name), text);
    }

    /** As the services write it beside the files when they have decided; no weather files were there then. */
    private void decideOn(String mode) throws IOException {
        var modes = Files.createDirectories(legacy.resolve(".prescient"));
        for (var service : ServiceName.values()) {
            var features = CutoverFeature.all().stream()
                    .filter(feature -> feature.owner() != ServiceName.FORECAST)
                    .filter(feature -> feature.owner() == service)
                    .map(feature -> "\"%s\":{\"mode\":\"%s\"}".formatted(feature.text(), mode))
                    .collect(Collectors.joining(","));
            Files.writeString(
                    modes.resolve("modes-" + service.moduleName() + ".json"), "{\"features\":{" + features + "}}");
        }
    }

    private void hangPostgres() {
        try {
            while (!signal("STOP")) {
                Thread.sleep(5);
            }
        } catch (InterruptedException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** To the postmaster of this test's folder; false while there is none. */
    private boolean signal(String name) throws IOException, InterruptedException {
        var data = folder().postgres().toString();
        var postmaster = ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("/bin/postgres -D " + data))
                .findFirst();
        if (postmaster.isEmpty()) {
            return false;
        }
        ProcessRef.of(postmaster.get()).signal(name);
        return true;
    }

    private SuiteConfig config(String mode) throws IOException {
        var files = new LegacyFiles(legacy, Optional.of("Europe/Berlin"), Optional.of(mode));
        var environment = new HashMap<>(files.variables());
        environment.put("USE_DATABASE_WRITE", "true");
        if ("file-only".equals(mode)) {
            environment.put(FakeService.NEVER_READY, ServiceName.FORECAST.urlVariable());
        }
        return FakeInstallation.suite(temporary, folder().root()).withEnvironment(Map.copyOf(environment));
    }

    private DataFolder folder() {
        return new DataFolder(temporary.resolve("data"));
    }

    private void breakPostgres() throws IOException {
        folder().prepare();
        assertThat(Secrets.of(folder()).password("postgres")).isNotEmpty();
        Files.createDirectories(folder().postgres());
        Files.writeString(folder().postgres().resolve("PG_VERSION"), "18\n");
    }

    private void repairPostgres() throws IOException {
        Files.delete(folder().postgres().resolve("PG_VERSION"));
        Files.delete(folder().postgres());
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .header("Authorization", "Bearer e30.e30.e30")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
