package prescient.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.command.Cli;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.Orphans;
import prescient.local.state.RunState;
import prescient.local.testing.FakeInstallation;
import prescient.local.testing.FakeService;
import prescient.local.testing.SuiteProgram;

/** The launcher with small programs in the place of the services. */
class SuiteIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A build that runs in the background ignores Ctrl-C, and so would the programs it starts. */
    private static final List<String> LISTENING_TO_CTRL_C = List.of("env", "--default-signal=INT");

    @TempDir
    Path temporary;

    private final List<Process> launchers = new ArrayList<>();

    @AfterEach
    void leaveNothing() {
        launchers.forEach(Process::destroyForcibly);
        RunState.read(folder()).ifPresent(Orphans::end);
    }

    @Test
    void aServiceThatIsKilledComesBackOnItsPort() throws Exception {
        // Given
        try (var suite = Suite.start(config(), Progress.silent())) {
            var before = suite.process(ServiceName.TRADE).orElseThrow();
            // When
            suite.kill(ServiceName.TRADE);
            suite.awaitReady(ServiceName.TRADE, PATIENCE);
            // Then
            assertThat(before.isAlive()).isFalse();
            assertThat(suite.restarts(ServiceName.TRADE)).isEqualTo(1);
            assertThat(get(suite.gatewayUrl() + "/trading/status")).isEqualTo("{\"fake\":true}");
            assertThat(suite.residentMb(ServiceName.TRADE)).isPresent();
        }
    }

    @Test
    void nothingIsLeftAfterTheEnd() throws Exception {
        // Given
        var suite = Suite.start(config(), Progress.silent());
        var processes = processes(suite);
        // When
        suite.close();
        // Then
        assertThat(processes).hasSize(6).noneMatch(ProcessRef::isAlive);
        assertThat(RunState.read(folder())).isEmpty();
        assertThat(suite.ports().byName().values()).allMatch(Ports::isFree);
    }

    @Test
    void postgresCanBeStoppedKilledAndStartedWhileServicesRun() throws Exception {
        // Given
        try (var suite = Suite.start(config(), Progress.silent())) {
            // When
            suite.stopPostgres();
            suite.startPostgres();
            suite.killPostgres();
            suite.startPostgres();
            // Then
            assertThat(suite.login().connect("prescient").isValid(1)).isTrue();
            assertThat(suite.restarts(ServiceName.TRADE)).isZero();
        }
    }

    @Test
    void aPostgresThatDiesByItselfIsStartedAgain() throws Exception {
        // Given
        try (var suite = Suite.start(config(), Progress.silent())) {
            var first = suite.postgresProcess().orElseThrow();
            // When
            first.kill();
            // Then
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(suite.login().connect("prescient").isValid(1))
                                    .isTrue());
            assertThat(suite.postgresProcess()).isPresent();
        }
    }

    @Test
    void aSecondUpOnTheSameDataIsRefusedAndSaysHowToStopTheFirst() throws Exception {
        // Given
        try (var first = Suite.start(config(), Progress.silent())) {
            var again = config();
            // When, Then
            assertThatThrownBy(() -> Suite.start(again, Progress.silent()))
                    .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                        assertThat(problem.exitCode()).isEqualTo(LauncherProblem.ALREADY_RUNS);
                        assertThat(problem.message())
                                .contains(String.valueOf(ProcessHandle.current().pid()));
                        assertThat(problem.nextStep()).contains("down");
                    });
            assertThat(get(first.url(ServiceName.SIGNAL) + "/q/health/ready")).contains("UP");
        }
    }

    @Test
    void aServiceThatEndsWhileItStartsIsReportedWithItsLogAndNothingIsLeft() throws Exception {
        // Given
        var broken = config().withEnvironment(Map.of(FakeService.ENDS_EARLY, ServiceName.SIGNAL.urlVariable()));
        // When, Then
        assertThatThrownBy(() -> Suite.start(broken, Progress.silent()))
                .isInstanceOf(LauncherProblem.class)
                .hasMessageContaining("signal-service")
                .hasMessageContaining("this fake ends early");
        assertThat(RunState.read(folder())).isEmpty();
    }

    @Test
    void whatAKilledLauncherLeftIsStoppedByTheNextOneAndItsDataIsKept() throws Exception {
        // Given
        var launcher = launch();
        var left = RunState.read(folder()).orElseThrow();
        var orphans = new ArrayList<ProcessRef>();
        left.services().values().forEach(service -> orphans.add(service.process()));
        orphans.add(left.postgres());
        launcher.destroyForcibly().waitFor();
        var output = new ByteArrayOutputStream();
        // When
        var progress = new Progress(new PrintStream(output, true, StandardCharsets.UTF_8));
        try (var suite = Suite.start(config(), progress)) {
            // Then
            assertThat(orphans).hasSize(6).noneMatch(ProcessRef::isAlive);
            assertThat(output.toString(StandardCharsets.UTF_8)).contains("was killed had left");
            assertThat(suite.login().connect("prescient").isValid(1)).isTrue();
        }
    }

    @Test
    void downStopsALauncherInOrderAndStatusSeesIt() throws Exception {
        // Given
        var launcher = launch();
        var data = folder().root().toString();
        // When
        var running = Cli.run("status", "--data", data, "--json");
        var down = Cli.run("down", "--data", data, "--json");
        var gone = Cli.run("status", "--data", data);
        // Then
        assertThat(running).isZero();
        assertThat(down).isZero();
        assertThat(launcher.isAlive()).isFalse();
        assertThat(gone).isEqualTo(1);
    }

    @Test
    void upOncePrintsOneDocumentAndLeavesNothing() throws Exception {
        // Given
        FakeInstallation.in(temporary);
        // When
        var up = run("up", "--once", "--events", "5", "--markets", "20");
        var output = new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Then
        assertThat(up.waitFor()).isZero();
        var summary = new ObjectMapper().readTree(output);
        assertThat(summary.path("executed").asInt()).isEqualTo(37);
        assertThat(output).contains("\"cash\" : 6300.00", "\"cost_dollars\" : 19.80");
        assertThat(summary.at("/forecast/status").asText()).isEqualTo("completed");
        assertThat(summary.at("/forecast/chosen").asInt()).isEqualTo(3);
        assertThat(summary.at("/forecast/orders").asInt()).isEqualTo(3);
        assertThat(summary.at("/forecast/orders_filled").asInt()).isEqualTo(2);
        assertThat(summary.at("/forecast/orders_refused").asInt()).isEqualTo(1);
        assertThat(summary.at("/startup/forecast-service/resident_mb").asInt()).isPositive();
        assertThat(summary.at("/urls/gateway").asText()).startsWith("http://127.0.0.1:");
        assertThat(RunState.read(folder())).isEmpty();
    }

    @Test
    void aForecastCycleThatFailsIsToldBesideTheTradingCycle() throws Exception {
        // Given
        FakeInstallation.in(temporary);
        // When
        var up = run(Map.of(FakeService.FORECAST_FAILS, "yes"), "up", "--once", "--events", "5", "--markets", "20");
        var output = new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Then
        assertThat(up.waitFor()).isEqualTo(LauncherProblem.FAILED);
        var summary = new ObjectMapper().readTree(output);
        assertThat(summary.path("executed").asInt()).isEqualTo(37);
        assertThat(summary.at("/forecast/status").asText()).isEqualTo("failed");
        assertThat(summary.at("/forecast/steps/0/message").asText()).isEqualTo("no source answered");
    }

    @Test
    void ctrlCStopsEverythingInOrderAndASecondOneChangesNothing() throws Exception {
        // Given
        FakeInstallation.in(temporary);
        assumeTrue(canListenToCtrlC(), "this system cannot start a program that listens to Ctrl-C");
        var up = run("up", "--no-cycle", "--events", "5", "--markets", "20");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> RunState.read(folder())
                        .filter(state -> state.services().size() == 5)
                        .isPresent());
        var state = RunState.read(folder()).orElseThrow();
        var launcher = ProcessRef.of(up.toHandle());
        // When
        launcher.signal("INT");
        launcher.signal("INT");
        // Then
        assertThat(up.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isZero();
        assertThat(Objects.requireNonNull(state.postgres()).isAlive()).isFalse();
        assertThat(RunState.read(folder())).isEmpty();
        var log = Files.readString(folder().log("postgres"));
        assertThat(log).doesNotContain("was not properly shut down");
    }

    private static boolean canListenToCtrlC() throws IOException {
        var probe = new ArrayList<>(LISTENING_TO_CTRL_C);
        probe.add("true");
        return new ProcessBuilder(probe).start().onExit().join().exitValue() == 0;
    }

    private Process run(String... arguments) throws IOException {
        return run(Map.of(), arguments);
    }

    private Process run(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(canListenToCtrlC() ? LISTENING_TO_CTRL_C : List.of());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dprescient.root=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder().root().toString()));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        var process = builder.start();
        launchers.add(process);
        return process;
    }

    private Process launch() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SuiteProgram.class.getName(),
                        temporary.toString(),
                        folder().root().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        launchers.add(process);
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).startsWith("ready http");
        return process;
    }

    private DataFolder folder() {
        return new DataFolder(temporary.resolve("data"));
    }

    private SuiteConfig config() throws IOException {
        return FakeInstallation.suite(temporary, folder().root());
    }

    private static List<ProcessRef> processes(Suite suite) {
        return Stream.concat(
                        Stream.of(ServiceName.values()).flatMap(service -> suite.process(service).stream()),
                        suite.postgresProcess().stream())
                .toList();
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
