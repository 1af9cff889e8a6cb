package prescient.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import prescient.local.ServiceName;

/** How many of each run, and that this many may. */
class ReplicasTest {

    /** README.md says for each service why, or why not. */
    private static final Set<String> SCALED = Set.of("gateway", "signal-service", "trade-service", "portfolio-service");

    /** Those with legacy files: whoever writes them has them alone. */
    private static final Set<String> ON_FILES =
            Set.of("market-ingest-service", "signal-service", "trade-service", "portfolio-service");

    /** The venue's limits for one address, and what one replica of market-ingest-service uses of them. */
    private static final int VENUE_EVENTS = 500;

    private static final int VENUE_MARKETS = 300;

    @ParameterizedTest
    @EnumSource
    void everythingThatServesHasABudgetThatNeverHoldsUpADrain(Stage stage) throws Exception {
        stage.assumeRenderable();
        for (var name : Suite.components()) {
            assertThat(stage.one(PodDisruptionBudget.class, name).getSpec().getMaxUnavailable())
                    .isEqualTo(new IntOrString(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void replicasAreSpread(Stage stage) throws Exception {
        stage.assumeRenderable();
        for (var name : Suite.components()) {
            var pod = stage.one(Deployment.class, name).getSpec().getTemplate();
            assertThat(pod.getSpec().getTopologySpreadConstraints())
                    .hasSize(2)
                    .allMatch(spread -> Selectors.matches(
                            spread.getLabelSelector(), pod.getMetadata().getLabels()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"PRODUCTION"})
    void onlyWhatIsSafeScalesByItself(Stage stage) throws Exception {
        stage.assumeRenderable();
        // When
        var scaled = stage.all(HorizontalPodAutoscaler.class);

        // Then
        assertThat(scaled).hasSameSizeAs(SCALED).allSatisfy(scaler -> {
            assertThat(SCALED).contains(scaler.getSpec().getScaleTargetRef().getName());
            assertThat(scaler.getSpec().getScaleTargetRef().getKind()).isEqualTo("Deployment");
            assertThat(scaler.getSpec().getMinReplicas()).isGreaterThanOrEqualTo(2);
        });
        for (var deployment : stage.all(Deployment.class)) {
            var name = deployment.getMetadata().getName();
            assertThat(deployment.getSpec().getReplicas())
                    .as("%s: a number here would undo the autoscaler's at every release", name)
                    .isEqualTo(SCALED.contains(name) ? null : 2);
            assertThat(deployment.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable())
                    .isEqualTo(new IntOrString(0));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"CUTOVER"})
    void onFilesThereIsOneAndTheOldOneEndsBeforeTheNewOneStarts(Stage stage) throws Exception {
        stage.assumeRenderable();
        var scaled = stage.all(HorizontalPodAutoscaler.class).stream()
                .map(scaler -> scaler.getSpec().getScaleTargetRef().getName())
                .collect(Collectors.toSet());
        assertThat(scaled).containsExactly("gateway");
        for (var name : ON_FILES) {
            // When
            var spec = stage.one(Deployment.class, name).getSpec();

            // Then
            assertThat(spec.getReplicas()).isEqualTo(1);
            assertThat(spec.getStrategy().getType()).isEqualTo("Recreate");
            assertThat(spec.getStrategy().getRollingUpdate()).isNull();
            assertThat(spec.getTemplate().getSpec().getContainers().getFirst().getVolumeMounts())
                    .anyMatch(mount ->
                            mount.getMountPath().equals(dirOf(stage)) && !Boolean.TRUE.equals(mount.getReadOnly()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BASE"})
    void theVenueIsNeverAskedMoreOftenThanItAllows(Stage stage) throws Exception {
        stage.assumeRenderable();
        // Given
        var config = Suite.text("market-ingest-service/src/main/java/prescient/market/venue/VenueConfig.java");
        int replicas = mostReplicas(stage).get("market-ingest-service");

        // When, Then
        assertThat(replicas * defaultOf(config, "eventsPerTenSeconds")).isLessThanOrEqualTo(VENUE_EVENTS);
        assertThat(replicas * defaultOf(config, "marketsPerTenSeconds")).isLessThanOrEqualTo(VENUE_MARKETS);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BASE"})
    void theDatabaseHasAConnectionForEveryPool(Stage stage) throws Exception {
        stage.assumeRenderable();
        // Given
        var replicas = mostReplicas(stage);

        // When
        int connections = 0;
        for (var service : ServiceName.values()) {
            var settings = Suite.settings(service);
            int pools = Integer.parseInt(settings.get("quarkus.datasource.reactive.max-size"))
                    + Integer.parseInt(settings.get("quarkus.datasource.jdbc.max-size"));
            // One more while a release rolls out, and two that migrate.
            connections += (replicas.get(service.moduleName()) + 1) * pools + 2;
        }

        // Then
        assertThat(Database.maxConnections(stage) - Database.RESERVED).isGreaterThanOrEqualTo(connections);
    }

    private static Map<String, Integer> mostReplicas(Stage stage) throws Exception {
        var most = new TreeMap<String, Integer>();
        for (var deployment : stage.all(Deployment.class)) {
            var replicas = deployment.getSpec().getReplicas();
            most.put(deployment.getMetadata().getName(), replicas == null ? 1 : replicas);
        }
        for (var scaler : stage.all(HorizontalPodAutoscaler.class)) {
            most.put(
                    scaler.getSpec().getScaleTargetRef().getName(),
                    scaler.getSpec().getMaxReplicas());
        }
        return most;
    }

    private static int defaultOf(String config, String setting) {
        var matcher = java.util.regex.Pattern.compile("@WithDefault\\(\"(\\d+)\"\\)\\s+int " + setting + "\\(\\)")
                .matcher(config);
        assertThat(matcher.find()).as(setting).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static String dirOf(Stage stage) {
        try {
            return Settings.common(stage).get("PRESCIENT_LEGACY_DIR");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
