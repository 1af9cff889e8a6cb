package prescient.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.local.PortManifest;
import prescient.local.ServiceName;

/** Every part is told where its neighbours are, each gets its own password and nobody else's, and none is written down. */
class SettingsTest {

    private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|TOKEN|KEY|CREDENTIAL");

    @ParameterizedTest
    @EnumSource
    void everyNeighbourIsWhereThePortManifestSays(Stage stage) throws Exception {
        stage.assumeRenderable();
        var settings = Settings.common(stage);
        for (var service : ServiceName.values()) {
            assertThat(settings.get(service.urlVariable()))
                    .isEqualTo(PortManifest.load().containerUrl(service));
        }
        assertThat(settings)
                .containsEntry("PRESCIENT_DB_PORT", String.valueOf(Suite.port("postgres")))
                .containsEntry("PRESCIENT_DB_HOST", "prescient-db-rw");
    }

    @ParameterizedTest
    @EnumSource
    void aServiceKnowsThePasswordOfItsRoleAndNothingElse(Stage stage) throws Exception {
        stage.assumeRenderable();
        for (var service : ServiceName.values()) {
            var running = container(stage, service.moduleName(), service.moduleName());
            var migrating = container(stage, Suite.MIGRATION, service.moduleName());
            assertThat(secretsOf(running)).containsExactly(secretOf(service.role()));
            assertThat(secretsOf(migrating)).containsExactly(secretOf(service.ownerRole()));
            assertThat(variable(running, "PRESCIENT_INSTANCE")
                            .getValueFrom()
                            .getFieldRef()
                            .getFieldPath())
                    .as("leases are told apart by it")
                    .isEqualTo("metadata.name");
        }
        assertThat(secretsOf(container(stage, Suite.GATEWAY, Suite.GATEWAY))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noSecretIsWrittenDown(Stage stage) throws Exception {
        stage.assumeRenderable();
        assertThat(stage.manifests()).noneMatch(manifest -> manifest.kind().equals("Secret"));
        for (var container : stage.containers()) {
            assertThat(container.getEnv())
                    .filteredOn(variable -> SECRET.matcher(variable.getName()).find() && variable.getValue() != null)
                    .allMatch(variable -> variable.getValue().startsWith("/"), "is the path of a file");
            assertThat(container.getArgs())
                    .noneMatch(argument -> SECRET.matcher(argument.toUpperCase(java.util.Locale.ROOT))
                            .find());
        }
        for (var map : stage.all(ConfigMap.class)) {
            map.getData().forEach((key, value) -> {
                assertThat(value).doesNotContain("PRIVATE KEY").doesNotContainPattern("PASSWORD '[^:]");
                if (SECRET.matcher(key).find()) {
                    assertThat(value).as(key).startsWith("/");
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySecretThatIsNamedIsInTheReadme(Stage stage) throws Exception {
        stage.assumeRenderable();
        // Given
        var readme = Suite.text("deploy/kubernetes/README.md");
        var named = new TreeSet<String>();
        stage.containers().forEach(container -> named.addAll(secretsOf(container)));
        stage.pods()
                .values()
                .forEach(pod -> pod.getSpec().getVolumes().forEach(volume -> {
                    if (volume.getSecret() != null) {
                        named.add(volume.getSecret().getSecretName());
                    }
                    if (volume.getProjected() != null) {
                        volume.getProjected()
                                .getSources()
                                .forEach(source -> named.add(source.getSecret().getName()));
                    }
                }));

        // When, Then
        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    static Container container(Stage stage, String workload, String name) throws Exception {
        return stage.pods().get(workload).getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(workload + " has no container " + name));
    }

    /** The Secret that holds a role's password. */
    static String secretOf(String role) {
        return role.replace('_', '-') + "-role";
    }

    private static List<String> secretsOf(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null
                        && variable.getValueFrom().getSecretKeyRef() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .collect(Collectors.toList());
    }

    private static EnvVar variable(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(container.getName() + " has no variable " + name));
    }
}
