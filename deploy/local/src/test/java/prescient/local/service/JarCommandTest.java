package prescient.local.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.LauncherProblem;
import prescient.local.ServiceName;

class JarCommandTest {

    @TempDir
    Path root;

    private Path application;

    @BeforeEach
    void buildOne() throws IOException {
        application = root.resolve("trade-service/target/quarkus-app");
        for (var jar : new String[] {
            "quarkus-run.jar",
            "quarkus/generated-bytecode.jar",
            "quarkus/transformed-bytecode.jar",
            "app/trade.jar",
            "lib/main/b.jar",
            "lib/main/a.jar",
            "lib/boot/c.jar"
        }) {
            var file = application.resolve(jar);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    @Test
    void changedClassesComeBeforeThoseTheyReplace() {
        // When
        var start = JarCommand.of(root).of(ServiceName.TRADE);
        // Then
        assertThat(start.environment().get("CLASSPATH").replace(application + "/", ""))
                .isEqualTo("quarkus/generated-bytecode.jar:quarkus/transformed-bytecode.jar:app/trade.jar"
                        + ":lib/boot/c.jar:lib/main/a.jar:lib/main/b.jar");
        assertThat(start.command()).last().isEqualTo("io.quarkus.runner.GeneratedMain");
    }

    @Test
    void anArchiveIsUsedUntilTheServiceIsBuiltAgain() throws IOException {
        // Given
        var archive = makeArchive();
        var command = JarCommand.of(root);
        // When
        var fresh = command.of(ServiceName.TRADE).command();
        Files.setLastModifiedTime(
                application.resolve("quarkus/generated-bytecode.jar"),
                FileTime.from(Instant.now().plusSeconds(5)));
        var afterBuild = command.of(ServiceName.TRADE).command();
        // Then
        assertThat(fresh).contains("-XX:AOTCache=" + archive);
        assertThat(afterBuild).noneMatch(option -> option.contains("AOTCache"));
    }

    @Test
    void aServiceThatDidNotStartFromItsArchiveIsTriedWithoutIt() throws IOException {
        // Given
        makeArchive();
        var command = JarCommand.of(root);
        // When
        var again = command.retryDifferently(ServiceName.TRADE);
        // Then
        assertThat(again).isTrue();
        assertThat(command.of(ServiceName.TRADE).command()).noneMatch(option -> option.contains("AOTCache"));
        assertThat(command.retryDifferently(ServiceName.TRADE)).isFalse();
    }

    @Test
    void aServiceThatIsNotBuiltIsNamedWithWhatToDo() {
        // When, Then
        assertThatThrownBy(() -> JarCommand.of(root).of(ServiceName.FORECAST))
                .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                    assertThat(problem.message()).contains("forecast-service");
                    assertThat(problem.nextStep()).contains("./prescient");
                });
    }

    @Test
    void pausesBetweenRestartsGrowUntilTheServiceWorked() {
        // Given
        var pauses = new BackOff();
        // When
        var first = pauses.next();
        var second = pauses.next();
        for (var attempt = 0; attempt < 20; attempt++) {
            pauses.next();
        }
        var longest = pauses.next();
        pauses.reset();
        // Then
        assertThat(first).hasMillis(200);
        assertThat(second).hasMillis(400);
        assertThat(longest).hasSeconds(30);
        assertThat(pauses.next()).hasMillis(200);
    }

    private Path makeArchive() throws IOException {
        var archive = root.resolve(".prescient/cache/classes/trade-service.aot");
        Files.createDirectories(archive.getParent());
        return Files.createFile(archive);
    }
}
