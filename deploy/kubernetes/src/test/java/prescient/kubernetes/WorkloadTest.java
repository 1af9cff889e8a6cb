package prescient.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.local.ServiceName;

/** What runs is what the project builds, where it listens, and it may do no more than it has to. */
class WorkloadTest {

    @ParameterizedTest
    @EnumSource
    void everyPartOfTheSuiteRunsAtItsPort(Stage stage) throws Exception {
        stage.assumeRenderable();
        for (var name : Suite.components()) {
            // When
            var pod = stage.one(Deployment.class, name).getSpec().getTemplate();
            var service = stage.one(Service.class, name).getSpec();

            // Then
            var container = pod.getSpec().getContainers().getFirst();
            assertThat(container.getName()).isEqualTo(name);
            assertThat(container.getImage()).isEqualTo("prescient/" + name);
            assertThat(container.getPorts()).singleElement().satisfies(port -> {
                assertThat(port.getName()).isEqualTo("http");
                assertThat(port.getContainerPort()).isEqualTo(Suite.port(name));
            });
            assertThat(service.getPorts()).singleElement().satisfies(port -> {
                assertThat(port.getPort()).isEqualTo(Suite.port(name));
                assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
            });
            assertThat(Selectors.contains(pod.getMetadata().getLabels(), service.getSelector()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPartIsAskedWhatItOffers(Stage stage) throws Exception {
        stage.assumeRenderable();
        for (var name : Suite.components()) {
            // When
            var container = stage.one(Deployment.class, name)
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst();

            // Then
            assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/started");
            assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
            assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
        }
    }

    @Test
    void theProbesPathsAreTheOnesThatAreServed() {
        // Given the extension, which serves them under /q/health unless a setting says otherwise
        assertThat(Suite.text("shared-schema/pom.xml")).contains("quarkus-smallrye-health");
        for (var service : ServiceName.values()) {
            assertThat(Suite.settings(service).keySet())
                    .noneMatch(key -> key.startsWith("quarkus.http.root-path")
                            || key.startsWith("quarkus.http.non-application-root-path")
                            || key.matches("quarkus\\.smallrye-health\\..*path")
                            || key.startsWith("quarkus.management."));
        }
        // and the gateway's own pages
        assertThat(Suite.text("deploy/local/src/main/java/prescient/local/gateway/Gateway.java"))
                .contains("\"/q/health/live\"", "\"/q/health/ready\"", "\"/q/health/started\"");
    }

    @ParameterizedTest
    @EnumSource
    void noContainerMayDoMoreThanItHasTo(Stage stage) throws Exception {
        stage.assumeRenderable();
        stage.pods().forEach((name, pod) -> {
            var spec = pod.getSpec();
            assertThat(spec.getAutomountServiceAccountToken()).as(name).isFalse();
            assertThat(spec.getEnableServiceLinks()).as(name).isFalse();
            assertThat(spec.getHostNetwork()).as(name).isNull();
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
            assertThat(spec.getSecurityContext().getRunAsUser()).as(name).isPositive();
            assertThat(spec.getSecurityContext().getSeccompProfile().getType())
                    .as(name)
                    .isEqualTo("RuntimeDefault");
            assertThat(spec.getVolumes())
                    .as(name)
                    .allMatch(volume -> volume.getHostPath() == null
                            && (volume.getEmptyDir() == null
                                    || volume.getEmptyDir().getSizeLimit() != null));
        });
        for (var container : stage.containers()) {
            var context = container.getSecurityContext();
            assertThat(context.getReadOnlyRootFilesystem())
                    .as(container.getName())
                    .isTrue();
            assertThat(context.getAllowPrivilegeEscalation())
                    .as(container.getName())
                    .isFalse();
            assertThat(context.getPrivileged()).as(container.getName()).isNull();
            assertThat(context.getCapabilities().getDrop())
                    .as(container.getName())
                    .containsExactly("ALL");
            assertThat(context.getCapabilities().getAdd()).isEmpty();
            assertThat(container.getVolumeMounts()).anyMatch(mount -> "/tmp".equals(mount.getMountPath()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyContainerIsBoundedAndGetsTheMemoryItAskedFor(Stage stage) throws Exception {
        stage.assumeRenderable();
        for (var container : stage.containers()) {
            var resources = container.getResources();
            assertThat(resources.getRequests()).as(container.getName()).containsOnlyKeys("cpu", "memory");
            assertThat(resources.getLimits()).as(container.getName()).containsOnlyKeys("cpu", "memory");
            assertThat(bytes(resources.getLimits().get("memory")))
                    .as(container.getName())
                    .isGreaterThanOrEqualTo(bytes(resources.getRequests().get("memory")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotReadyGetsNoRequestsAndWhatEndsMayFinish(Stage stage) throws Exception {
        stage.assumeRenderable();
        for (var entry : stage.pods().entrySet()) {
            if (entry.getKey().equals(Suite.MIGRATION)) {
                continue;
            }
            var spec = entry.getValue().getSpec();
            for (var container : spec.getContainers()) {
                assertThat(List.of(
                                container.getStartupProbe(),
                                container.getLivenessProbe(),
                                container.getReadinessProbe()))
                        .as(entry.getKey())
                        .allMatch(probe -> probe.getTimeoutSeconds() != null && probe.getTimeoutSeconds() <= 2);
                assertThat(Duration.ofSeconds(spec.getTerminationGracePeriodSeconds()))
                        .as(entry.getKey())
                        .isGreaterThanOrEqualTo(pause(container).plus(shutdown(stage, entry.getKey())));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void labelsAndSelectorsMeet(Stage stage) throws Exception {
        stage.assumeRenderable();
        for (var deployment : stage.all(Deployment.class)) {
            assertThat(Selectors.matches(
                            deployment.getSpec().getSelector(),
                            deployment.getSpec().getTemplate().getMetadata().getLabels()))
                    .isTrue();
        }
        for (var set : stage.all(StatefulSet.class)) {
            assertThat(Selectors.matches(
                            set.getSpec().getSelector(),
                            set.getSpec().getTemplate().getMetadata().getLabels()))
                    .isTrue();
        }
        for (var service : stage.all(Service.class)) {
            assertThat(stage.pods().values().stream()
                            .filter(pod -> Selectors.contains(
                                    pod.getMetadata().getLabels(),
                                    service.getSpec().getSelector())))
                    .as("pods behind " + service.getMetadata().getName())
                    .hasSize(1);
        }
        var policies = new Policies(stage);
        for (var budget : stage.all(PodDisruptionBudget.class)) {
            assertThat(policies.selected(budget.getSpec().getSelector()))
                    .containsExactly(budget.getMetadata().getName());
        }
        assertThat(stage.manifests())
                .allSatisfy(manifest -> assertThat(manifest.labels())
                        .as(manifest.kind() + " " + manifest.name())
                        .satisfiesAnyOf(
                                labels -> assertThat(labels).containsEntry("app.kubernetes.io/part-of", "prescient"),
                                labels -> assertThat(manifest.name()).isEqualTo("prescient-bootstrap")));
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        return probe.getHttpGet().getPath();
    }

    private static long bytes(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity).longValueExact();
    }

    private static Duration pause(Container container) {
        return Duration.ofSeconds(Objects.requireNonNull(
                container.getLifecycle().getPreStop().getSleep().getSeconds()));
    }

    /** What a service takes at most to end what it has begun. */
    private static Duration shutdown(Stage stage, String name) throws Exception {
        if (Suite.service(name).isEmpty()) {
            return Duration.ofSeconds(5);
        }
        Map<String, String> settings = Settings.common(stage);
        return Duration.parse("PT" + settings.get("QUARKUS_SHUTDOWN_TIMEOUT"));
    }
}
