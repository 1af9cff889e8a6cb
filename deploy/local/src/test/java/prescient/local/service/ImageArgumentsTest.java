package prescient.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.local.ServiceName;

class ImageArgumentsTest {

    @TempDir
    Path root;

    @Test
    void aContainerStartsAServiceAsTheLauncherDoesFromTheImagesFolder() throws IOException {
        // Given
        var application = root.resolve("trade-service/target/quarkus-app");
        for (var jar :
                new String[] {"quarkus-run.jar", "quarkus/generated-bytecode.jar", "app/trade.jar", "lib/main/a.jar"}) {
            Files.createDirectories(application.resolve(jar).getParent());
            Files.createFile(application.resolve(jar));
        }
        var archives = ClassArchives.of(root);
        Files.createDirectories(archives.folder());
        // When
        ImageArguments.write(archives, root, ServiceName.TRADE, Path.of("/app"));
        // Then
        var arguments = Files.readAllLines(archives.folder().resolve("trade-service.arguments"));
        assertThat(arguments)
                .contains("-XX:AOTCache=/app/classes.aot", "-Dprescient.service=trade-service")
                .endsWith(
                        "-cp",
                        "/app/quarkus/generated-bytecode.jar:/app/app/trade.jar:/app/lib/main/a.jar",
                        "io.quarkus.runner.GeneratedMain")
                .noneMatch(argument -> argument.contains(root.toString()) || argument.endsWith("/java"));
    }
}
