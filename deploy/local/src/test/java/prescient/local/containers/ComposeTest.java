package prescient.local.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.local.PortManifest;
import prescient.local.ServiceName;
import prescient.local.postgres.Bootstrap;
import prescient.local.state.Tokens;

class ComposeTest {

    private static final List<String> TOOLS = List.of("database", "venue-sim", "gateway");

    @TempDir
    Path folder;

    private final PortManifest ports = PortManifest.load();
    private Compose compose;

    @BeforeEach
    void read() throws IOException {
        compose = Compose.read();
    }

    @Test
    void itHasEveryProgramOfTheManifestAndTheJobThatPreparesTheDatabase() {
        // Given
        var expected = new ArrayList<>(List.of("postgres", "database", "venue-sim", "gateway"));
        for (var service : ServiceName.values()) {
            expected.add(service.moduleName());
        }
        // When, Then
        assertThat(compose.services().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aServiceIsWhereTheManifestSays(ServiceName service) {
        // When
        var name = service.moduleName();
        // Then
        assertThat(compose.list(name, "expose")).containsExactly(String.valueOf(ports.port(name)));
        for (var other : ServiceName.values()) {
            assertThat(compose.environment(name)).containsEntry(other.urlVariable(), ports.containerUrl(other));
            assertThat(compose.environment("gateway")).containsEntry(other.urlVariable(), ports.containerUrl(other));
        }
        assertThat(compose.environment(name)).containsEntry("PRESCIENT_DB_PORT", ports.port("postgres"));
    }

    @Test
    void simulatorDatabaseJobAndGatewayUseThePortsOfTheManifest() throws IOException {
        // When
        var simulator = String.valueOf(ports.port("venue-sim"));
        // Then
        assertThat(compose.list("venue-sim", "expose")).containsExactly(simulator);
        assertThat(Files.readString(Compose.FOLDER.resolve("Dockerfile.jvm")))
                .contains("--host 0.0.0.0 --port $(sed -n s/^venue-sim=//p ports.properties)");
        assertThat(compose.environment("market-ingest-service").get("PRESCIENT_VENUE_POLYMARKET_URL"))
                .asString()
                .contains("http://venue-sim:" + simulator);
        assertThat(compose.environment("forecast-service").get("PRESCIENT_OUTSIDE_STAND_IN"))
                .asString()
                .contains("http://venue-sim:" + simulator);
        assertThat(compose.environment("database")).containsEntry("PRESCIENT_DB_PORT", ports.port("postgres"));
        assertThat(compose.text("gateway", "ports")).endsWith(":" + ports.port("gateway") + "]");
    }

    @Test
    void onlyTheGatewayCanBeReachedAndOnlyFromThisMachine() {
        // When, Then
        compose.services().forEach((name, service) -> {
            if (name.equals("gateway")) {
                assertThat(compose.list(name, "ports"))
                        .singleElement()
                        .asString()
                        .startsWith("127.0.0.1:");
            } else {
                assertThat(service).as(name).doesNotContainKeys("ports", "network_mode");
            }
        });
        assertThat(compose.networks().get("inside")).isEqualTo(Map.of("internal", true));
    }

    @Test
    void everyContainerIsHardenedAndLimited() {
        // When, Then
        assertThat(compose.services())
                .allSatisfy((name, service) -> assertThat(service)
                        .as(name)
                        .containsEntry("read_only", true)
                        .containsEntry("cap_drop", List.of("ALL"))
                        .containsEntry("security_opt", List.of("no-new-privileges:true"))
                        .containsKeys("mem_limit", "pids_limit", "restart")
                        .doesNotContainKeys("privileged", "cap_add", "pid", "ipc", "devices"));
    }

    @Test
    void noPasswordIsInTheEnvironment() {
        // When, Then
        compose.services()
                .keySet()
                .forEach(name -> assertThat(compose.environment(name).keySet())
                        .as(name)
                        .noneMatch(key -> key.contains("PASSWORD") && !key.endsWith("_FILE")));
    }

    @ParameterizedTest
    @EnumSource
    void aServiceGetsItsOwnTwoPasswordsAndNoOther(ServiceName service) {
        // When, Then
        assertThat(compose.list(service.moduleName(), "secrets"))
                .containsExactly(
                        Map.of("source", service.role(), "target", "prescient.db.password"),
                        Map.of("source", service.ownerRole(), "target", "prescient.db.owner.password"));
    }

    @ParameterizedTest
    @EnumSource
    void aServiceGetsItsOwnTokenAndNoOther(ServiceName service) {
        // When
        var name = service.moduleName();
        // Then
        assertThat(compose.list(name, "volumes").stream()
                        .map(String::valueOf)
                        .filter(volume -> volume.contains("TOKENS")))
                .containsExactly("${PRESCIENT_TOKENS:-./tokens.d}/" + name + ":/run/auth:ro");
        assertThat(compose.environment(name))
                .containsEntry("PRESCIENT_TOKEN_FILE", "/run/auth/token")
                .containsEntry("PRESCIENT_AUTH_KEYS", "${PRESCIENT_AUTH_KEYS:-/run/auth/keys.json}")
                .containsEntry("PRESCIENT_AUTH_ISSUER", "${PRESCIENT_AUTH_ISSUER:-" + Tokens.ISSUER + "}");
    }

    @Test
    void everyRoleHasAPasswordThatThePreparationMakesAndTheJobSets() throws Exception {
        // Given
        var roles = new ArrayList<>(List.of("postgres", Bootstrap.READER));
        for (var service : ServiceName.values()) {
            roles.addAll(List.of(service.role(), service.ownerRole()));
        }
        // When
        var made = prepare();
        // Then
        assertThat(compose.secrets().keySet()).containsExactlyInAnyOrderElementsOf(roles);
        assertThat(compose.list("database", "secrets").toArray()).containsExactlyInAnyOrder(roles.toArray());
        assertThat(made).containsExactlyInAnyOrderElementsOf(roles);
    }

    @Test
    void thePreparationKeepsWhatIsThereAndKeepsOthersOut() throws Exception {
        // Given
        prepare();
        var first = Files.readString(folder.resolve("secrets/postgres"));
        // When
        prepare();
        // Then
        assertThat(first).hasSize(32);
        assertThat(folder.resolve("secrets/postgres")).hasContent(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("env")).content().matches("PRESCIENT_VENUE_EPOCH=[0-9]{4}-[0-9-]{5}T00:00:00Z\n");
    }

    @ParameterizedTest
    @EnumSource
    void aServiceImageHoldsThatService(ServiceName service) throws IOException {
        // When
        var name = service.moduleName();
        // Then
        assertThat(compose.text(name, "build")).contains("KIND=service", "NAME=" + name, "Dockerfile.jvm");
        assertThat(compose.text(name, "image")).contains("/" + name + ":");
        assertThat(Files.readString(Compose.FOLDER.resolve("Dockerfile.jvm")))
                .contains("COPY " + name + "/target/quarkus-app/ " + name + "/target/quarkus-app/");
    }

    @Test
    void aToolImageHoldsThatTool() throws IOException {
        // When
        var file = Files.readString(Compose.FOLDER.resolve("Dockerfile.jvm"));
        // Then
        for (var tool : TOOLS) {
            assertThat(compose.text(tool, "build")).contains("KIND=tool", "NAME=" + tool);
            assertThat(file).contains(" " + tool + ") main=prescient.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void anImageRunsAsAnOrdinaryUserAndIsProbed(String file) throws IOException {
        // When
        var lines = Files.readAllLines(Compose.FOLDER.resolve(file));
        // Then
        assertThat(lines.stream().filter(line -> line.startsWith("USER ")))
                .last()
                .isEqualTo("USER 10001:10001");
        assertThat(lines).anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.endsWith("[\"/app/probe\"]"));
    }

    @Test
    void theBuildContextLetsInNothingButWhatIsNamed() throws IOException {
        // When
        var lines = Files.readAllLines(Compose.FOLDER.resolve("../../.dockerignore")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        // Then
        assertThat(lines).first().isEqualTo("*");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.startsWith("!") && !line.contains("secret") && !line.contains(".prescient"));
    }

    /** What the preparation made, by name. */
    private List<String> prepare() throws IOException, InterruptedException {
        var program = new ProcessBuilder(
                        Compose.FOLDER.resolve("prepare").toString(),
                        folder.resolve("secrets").toString(),
                        folder.resolve("env").toString())
                .inheritIO()
                .start();
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
        try (var files = Files.list(folder.resolve("secrets"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
