package prescient.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PortManifestTest {

    private final PortManifest manifest = PortManifest.load();

    @ParameterizedTest
    @EnumSource
    void aServiceListensByDefaultWhereTheManifestSays(ServiceName service) throws IOException {
        // Given
        var file = Path.of(System.getProperty("prescient.root"))
                .resolve(service.moduleName())
                .resolve("src/main/resources/application.properties");
        assumeTrue(Files.exists(file));
        var properties = new Properties();
        // When
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        // Then
        assertThat(properties.getProperty("quarkus.http.port"))
                .isEqualTo(String.valueOf(manifest.port(service.moduleName())));
    }

    @Test
    void aContainerIsFoundUnderItsNameAndPort() {
        // When, Then
        assertThat(manifest.containerUrl(ServiceName.TRADE)).isEqualTo("http://trade-service:8003");
        assertThat(manifest.port("gateway")).isEqualTo(8000);
        assertThat(manifest.port("postgres")).isEqualTo(5432);
    }

    @Test
    void aLocalRunKeepsTheManifestsOrder() {
        // Given
        var local = Ports.from(8000);
        // When, Then
        for (var service : ServiceName.values()) {
            assertThat(local.of(service)).isEqualTo(manifest.port(service.moduleName()));
        }
        assertThat(local.venueSim()).isEqualTo(manifest.port("venue-sim"));
    }
}
