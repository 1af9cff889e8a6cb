package prescient.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.process.ProcessRef;
import prescient.local.state.DataFolder;
import prescient.local.state.RunState;

/** The script {@code prescient} in a project that is built, with a JDK and a Maven that only say what they were asked. */
class ScriptTest {

    @TempDir
    Path temporary;

    private final List<Process> processes = new ArrayList<>();
    private Path root = Path.of(".");
    private Path built = Path.of(".");

    @BeforeEach
    void makeProject() throws IOException {
        root = Files.createDirectories(temporary.resolve("project"));
        Files.copy(Path.of("../../prescient"), root.resolve("prescient"));
        program(temporary.resolve("jdk/bin/javac"), "echo javac 25.0.1");
        program(temporary.resolve("jdk/bin/java"), "readlink /proc/self/fd/9; echo started \"$@\"");
        program(temporary.resolve("bin/mvn"), "echo 'Building all [1/1]'; echo 'BUILD SUCCESS'; touch $PWD/was-built");
        for (var service : ServiceName.values()) {
            file(root.resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar"));
        }
        file(root.resolve("deploy/local/target/prescient.jar"));
        built = file(root.resolve(".prescient/built"));
        Files.setLastModifiedTime(built, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    @AfterEach
    void leaveNothing() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void whatIsNewerThanTheBuildIsBuiltFirst() throws Exception {
        // Given
        file(root.resolve("pom.xml"));
        // When
        var said = run("backup");
        // Then
        assertThat(said).contains("building").contains("started");
        assertThat(root.resolve("was-built")).exists();
    }

    @Test
    void underASuiteThatRunsNothingIsBuilt() throws Exception {
        // Given
        file(root.resolve("pom.xml"));
        var data = new DataFolder(temporary.resolve("elsewhere"));
        data.prepare();
        var launcher = ProcessRef.of(ProcessHandle.current());
        new RunState(launcher, "2026-01-01T00:00:00Z", Map.of(), null, Map.of()).write(data);
        // When
        for (var command : List.of("backup", "import", "verify", "export")) {
            var said = run(command, "--data", data.root().toString()) + run(command, "--data=" + data.root());
            // Then
            assertThat(said).as(command).contains("started").doesNotContain("building");
        }
        assertThat(root.resolve("was-built")).doesNotExist();
    }

    @Test
    void aSuiteThatHasEndedDoesNotKeepFromBuilding() throws Exception {
        // Given
        file(root.resolve("pom.xml"));
        var ended = new ProcessBuilder("true").start();
        var reference = ProcessRef.of(ended.toHandle());
        ended.waitFor();
        var data = new DataFolder(root.resolve(".prescient"));
        new RunState(reference, "2026-01-01T00:00:00Z", Map.of(), null, Map.of()).write(data);
        // When
        var said = run("backup");
        // Then
        assertThat(said).contains("building");
    }

    @Test
    void whoWaitedForAnotherBuildDoesNotHandItsLockOn() throws Exception {
        // Given
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "this machine has no flock");
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this machine does not show open files");
        file(root.resolve("pom.xml"));
        var lock = root.resolve(".prescient/build.lock");
        var other = start(List.of("flock", lock.toString(), "sh", "-c", "echo locked; read line"));
        other.inputReader(StandardCharsets.UTF_8).readLine();
        var script = start(List.of(root.resolve("prescient").toString(), "up"));
        var output = script.inputReader(StandardCharsets.UTF_8);
        var first = output.readLine();
        // When
        Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(3600)));
        other.getOutputStream().close();
        var rest = output.lines().toList();
        // Then
        assertThat(first).contains("waiting");
        assertThat(rest).anyMatch(line -> line.startsWith("started")).noneMatch(line -> line.contains("build.lock"));
    }

    @Test
    void classesComeFromTheirArchiveUntilTheLauncherIsBuiltAgain() throws Exception {
        // Given
        var jar = root.resolve("deploy/local/target/prescient.jar");
        var archive = file(root.resolve(".prescient/cache/classes/launcher.aot"));
        // When
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(5)));
        var fresh = run("status");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(10)));
        var afterBuild = run("status");
        // Then
        assertThat(fresh)
                .contains("-XX:AOTCache=" + archive + " ")
                .contains("-Dorg.sqlite.lib.path=" + archive.getParent() + " ");
        assertThat(afterBuild).contains("started").doesNotContain("AOTCache").doesNotContain("lib.path");
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(root.resolve("prescient").toString()));
        command.addAll(List.of(arguments));
        var process = start(command);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", temporary.resolve("jdk").toString());
        builder.environment().put("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().remove("PRESCIENT_NO_BUILD");
        var process = builder.start();
        processes.add(process);
        return process;
    }

    private static void program(Path path, String body) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path file(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "");
    }
}
