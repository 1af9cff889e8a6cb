package prescient.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.kubernetes.Suite.Flow;

/** Exactly those may speak to each other whose code does. */
class NetworkTest {

    private static final String NAMES = "outside: [kube-system]";

    @Test
    void theCodeSaysWhoSpeaksToWhom() {
        // A reading of the sources that finds nothing would let every policy pass.
        assertThat(Suite.flows())
                .contains(
                        new Flow("trade-service", "portfolio-service", 8004),
                        new Flow("trade-service", "forecast-service", 8005),
                        new Flow("forecast-service", "market-ingest-service", 8001),
                        new Flow("forecast-service", "trade-service", 8003),
                        new Flow("forecast-service", "portfolio-service", 8004),
                        new Flow("signal-service", "market-ingest-service", 8001),
                        new Flow("signal-service", "trade-service", 8003),
                        new Flow("signal-service", "forecast-service", 8005),
                        new Flow("portfolio-service", "market-ingest-service", 8001))
                .doesNotContain(new Flow("portfolio-service", "trade-service", 8003))
                .hasSize(6 + 5 + 5 + 3 + 3 + 1);
    }

    @ParameterizedTest
    @EnumSource
    void insideTheSuiteThePoliciesAreWhatTheCodeDoes(Stage stage) throws Exception {
        stage.assumeRenderable();
        // Given
        var policies = new Policies(stage);
        var expected = new TreeSet<>(Suite.flows());
        if (stage == Stage.LOCAL) {
            expected.add(new Flow("market-ingest-service", Suite.VENUE, Suite.port(Suite.VENUE)));
            expected.add(new Flow("forecast-service", Suite.VENUE, Suite.port(Suite.VENUE)));
        }
        if (stage == Stage.PRODUCTION || stage == Stage.CUTOVER) {
            expected.add(new Flow(Suite.DATABASE, Suite.DATABASE, Suite.port("postgres")));
            expected.add(new Flow(Suite.DATABASE, Suite.DATABASE, 8000));
        }

        // When, Then
        assertThat(inside(policies.out())).containsExactlyInAnyOrderElementsOf(expected);
        if (stage.hasDatabase()) {
            assertThat(inside(policies.in())).containsExactlyInAnyOrderElementsOf(expected);
        } else {
            assertThat(inside(policies.in()))
                    .containsExactlyInAnyOrderElementsOf(expected.stream()
                            .filter(flow -> !flow.to().equals(Suite.DATABASE))
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void toTheOutsideGoesOnlyWhatHasTo(Stage stage) throws Exception {
        stage.assumeRenderable();
        // When
        var out = new Policies(stage)
                .out().stream()
                        .filter(flow -> !Policies.isInside(flow) && !flow.to().equals(NAMES))
                        .collect(Collectors.toSet());

        // Then
        var venue = new Flow("market-ingest-service", "outside: 0.0.0.0/0", 443);
        var sources = new Flow("forecast-service", "outside: 0.0.0.0/0", 443);
        var archive = new Flow(Suite.DATABASE, "outside: anywhere", 443);
        var api = new Flow(Suite.DATABASE, "outside: anywhere", 6443);
        assertThat(out)
                .isEqualTo(
                        switch (stage) {
                            case BASE, LOCAL -> Set.of();
                            case PRODUCTION, CUTOVER -> Set.of(venue, sources, archive, api);
                        });
    }

    /** No stage takes the component, see above; whoever does lets out nobody else. */
    @ParameterizedTest
    @CsvSource({"kalshi-account, 443", "notifications, 443 465 587"})
    void theWayToAnAccountAndToPeopleIsOfTradeServiceAlone(String component, String ports) throws Exception {
        // When
        var policies =
                Manifest.parse(Files.readString(Stage.FOLDER.resolve("components/" + component + "/way-out.yaml")));

        // Then
        assertThat(policies).hasSize(1);
        var spec = ((NetworkPolicy) policies.getFirst().content()).getSpec();
        assertThat(spec.getPodSelector().getMatchLabels())
                .containsExactly(Map.entry("app.kubernetes.io/name", "trade-service"));
        assertThat(spec.getIngress()).isEmpty();
        assertThat(spec.getEgress())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getPorts())
                        .extracting(port -> port.getPort().getIntVal().toString())
                        .containsExactly(ports.split(" ")));
    }

    @ParameterizedTest
    @EnumSource
    void fromTheOutsideComesOnlyWhatHasTo(Stage stage) throws Exception {
        stage.assumeRenderable();
        // When
        var in = new Policies(stage)
                .in().stream().filter(flow -> !Policies.isInside(flow)).collect(Collectors.toSet());

        // Then
        if (stage == Stage.BASE || stage == Stage.LOCAL) {
            assertThat(in).isEmpty();
            return;
        }
        var expected = new TreeSet<Flow>();
        expected.add(new Flow("outside: [allowed]", Suite.GATEWAY, Suite.port(Suite.GATEWAY)));
        expected.add(new Flow("outside: [cnpg-system]", Suite.DATABASE, 8000));
        expected.add(new Flow("outside: [monitoring]", Suite.DATABASE, 9187));
        for (var service : prescient.local.ServiceName.values()) {
            for (var other : prescient.local.ServiceName.values()) {
                // One rule lists the ports of all five, and each listens on its own alone.
                expected.add(new Flow("outside: [monitoring]", service.moduleName(), Suite.port(other.moduleName())));
            }
        }
        assertThat(in).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotAllowedIsDenied(Stage stage) throws Exception {
        stage.assumeRenderable();
        // When
        var deny = stage.one(NetworkPolicy.class, "default-deny").getSpec();

        // Then
        assertThat(deny.getPodSelector().getMatchLabels()).isNullOrEmpty();
        assertThat(deny.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(deny.getIngress()).isEmpty();
        assertThat(deny.getEgress()).isEmpty();
    }

    private static Set<Flow> inside(Set<Flow> flows) {
        return flows.stream().filter(Policies::isInside).collect(Collectors.toSet());
    }
}
