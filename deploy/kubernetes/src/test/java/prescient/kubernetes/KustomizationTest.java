package prescient.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is named that does not exist, nothing exists that nobody names, and everything is of a known type. */
class KustomizationTest {

    private static final List<String> FOLDERS = List.of(
            "base",
            "components/kalshi-account",
            "components/legacy-files",
            "components/notifications",
            "overlays/local",
            "overlays/production",
            "overlays/cutover");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base",
                "components/kalshi-account",
                "components/legacy-files",
                "components/notifications",
                "overlays/local",
                "overlays/production",
                "overlays/cutover"
            })
    void namesWhatIsThereAndAllOfIt(String folder) throws IOException {
        // Given
        var root = Stage.FOLDER.resolve(folder);

        // When
        var names = Kustomization.read(root).names();

        // Then
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> Files.exists(root.resolve(name)));
        var own = names.stream().filter(name -> !name.startsWith("..")).toList();
        assertThat(filesIn(root)).containsExactlyInAnyOrderElementsOf(own);
    }

    @Test
    void everyFolderIsChecked() throws IOException {
        // When
        try (var files = Files.walk(Stage.FOLDER)) {
            var found = files.filter(file -> file.endsWith("kustomization.yaml"))
                    .map(file -> Stage.FOLDER.relativize(file.getParent()).toString())
                    .toList();

            // Then
            assertThat(found).containsExactlyInAnyOrderElementsOf(FOLDERS);
        }
    }

    @Test
    void everyResourceIsOfAKnownType() throws IOException {
        // Given
        var resources = new ArrayList<Path>();
        for (var folder : FOLDERS) {
            var kustomization = Kustomization.read(Stage.FOLDER.resolve(folder));
            if (kustomization.resources() != null) {
                kustomization.resources().stream()
                        .map(Stage.FOLDER.resolve(folder)::resolve)
                        .filter(Files::isRegularFile)
                        .forEach(resources::add);
            }
        }

        // When, Then
        for (var file : resources) {
            assertThat(Manifest.parse(Files.readString(file)))
                    .as(file.toString())
                    .isNotEmpty();
        }
    }

    @Test
    void unknownFieldsAndKindsAreRefused() {
        assertThatThrownBy(() -> Manifest.parse("""
                        apiVersion: v1
                        kind: Service
                        metadata: {name: a}
                        spec: {port: 1}
                        """)).hasMessageContaining("port");
        assertThatThrownBy(() -> Manifest.parse("{apiVersion: v1, kind: Secret, metadata: {name: a}}"))
                .hasMessageContaining("no type for v1/Secret");
        assertThatThrownBy(() -> Manifest.parse("{apiVersion: v1, kind: Service, kind: Service}"))
                .hasMessageContaining("Duplicate");
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("kustomization.yaml"))
                    .toList();
        }
    }
}
