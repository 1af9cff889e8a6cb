package prescient.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.kubernetes.CloudNative.Cluster;
import prescient.kubernetes.CloudNative.ObjectStore;
import prescient.kubernetes.CloudNative.ScheduledBackup;
import prescient.local.ServiceName;
import prescient.local.postgres.Bootstrap;

/** Both databases are made as every other one of the suite, and production's loses nothing. */
class DatabaseTest {

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void rolesAndSchemasAreMadeByTheSameScriptAsEverywhere(String overlay) throws IOException {
        assertThat(Files.readString(Stage.FOLDER.resolve("overlays/" + overlay + "/bootstrap.sql")))
                .as("copy it: an overlay cannot reach files outside its folder")
                .isEqualTo(Suite.text("shared-schema/src/main/resources/db/bootstrap.sql"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"PRODUCTION", "CUTOVER"})
    void everyRoleGetsThePasswordOfItsSecret(Stage stage) throws Exception {
        stage.assumeRenderable();
        // When
        var spec = stage.one(Cluster.class, "prescient-db").spec();

        // Then
        assertThat(spec.managed().roles())
                .extracting(CloudNative.Role::name)
                .containsExactlyInAnyOrderElementsOf(roles());
        assertThat(spec.managed().roles()).allSatisfy(role -> {
            assertThat(role.login()).isTrue();
            assertThat(role.passwordSecret().name()).isEqualTo(SettingsTest.secretOf(role.name()));
        });
        var script = spec.bootstrap().initdb().postInitApplicationSQLRefs().configMapRefs();
        assertThat(script)
                .singleElement()
                .satisfies(
                        ref -> assertThat(stage.one(ConfigMap.class, ref.name()).getData())
                                .containsKey(ref.key()));
    }

    @Test
    void theLocalDatabaseGetsTheSamePasswords() throws Exception {
        Stage.LOCAL.assumeRenderable();
        // When
        var pod = Stage.LOCAL.one(StatefulSet.class, "postgres").getSpec().getTemplate();
        var sources = pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getName().equals("roles"))
                .findFirst()
                .orElseThrow()
                .getProjected()
                .getSources();

        // Then
        assertThat(sources).hasSameSizeAs(roles()).allSatisfy(source -> {
            var role = source.getSecret().getItems().getFirst().getPath();
            assertThat(roles()).contains(role);
            assertThat(source.getSecret().getName()).isEqualTo(SettingsTest.secretOf(role));
        });
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"PRODUCTION", "CUTOVER"})
    void aCommitIsOnTwoMachinesAndTheLogOfAllIsArchived(Stage stage) throws Exception {
        stage.assumeRenderable();
        // When
        var cluster = stage.one(Cluster.class, "prescient-db").spec();
        var store = stage.one(ObjectStore.class, "prescient-backups").spec();
        var backup = stage.one(ScheduledBackup.class, "prescient-db").spec();

        // Then
        assertThat(cluster.instances()).isGreaterThanOrEqualTo(3);
        assertThat(cluster.postgresql().synchronous()).isEqualTo(new CloudNative.Synchronous("any", 1, "required"));
        assertThat(cluster.plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.isWalArchiver()).isTrue();
            assertThat(plugin.parameters()).containsEntry("barmanObjectName", "prescient-backups");
            assertThat(plugin.name()).isEqualTo(backup.pluginConfiguration().name());
        });
        assertThat(store.retentionPolicy()).as("daily backups stay 30 days").isEqualTo("30d");
        assertThat(backup.cluster().name()).isEqualTo("prescient-db");
        assertThat(backup.schedule()).as("six fields, seconds first").matches("0 0 \\d+ \\* \\* \\*");
    }

    private static List<String> roles() {
        var roles = new ArrayList<String>();
        for (var service : ServiceName.values()) {
            roles.add(service.role());
            roles.add(service.ownerRole());
        }
        roles.add(Bootstrap.READER);
        return roles;
    }
}
