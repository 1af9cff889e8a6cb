package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import prescient.local.ServiceName;
import prescient.local.Venue;
import prescient.local.process.ProcessRef;

/** The status and the probes tell the truth, quickly, whatever is down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusIT {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private final Map<ServiceName, Api> direct = new EnumMap<>(ServiceName.class);
    private LiveSuite live;

    @BeforeAll
    void start() throws Exception {
        live = LiveSuite.start("status", config -> config.withVenue(new Venue.Simulated(2, 20, 80)));
        for (var service : ServiceName.values()) {
            direct.put(
                    service,
                    new Api(live.suite().url(service), live.suite().tokens().read("viewer")));
        }
        thenHealthy();
    }

    @AfterAll
    void stop() {
        direct.values().forEach(Api::close);
        live.close();
    }

    @Test
    void withoutPostgresEveryServiceLivesIsNotReadyAndRecoversByItself() throws Exception {
        // Given
        thenHealthy();
        var restarts = restarts();
        // When
        live.suite().stopPostgres();
        // Then
        try {
            thenAllLiveAndNoneIsReady();
        } finally {
            live.suite().startPostgres();
        }
        thenHealthy();
        assertThat(restarts()).isEqualTo(restarts);
        assertThat(live.logs().all(Set.of("ERROR", "FATAL"))).isEmpty();
    }

    private void thenAllLiveAndNoneIsReady() throws Exception {
        for (var service : ServiceName.values()) {
            await().atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(probe(service, "ready"))
                            .as("%s ready", service)
                            .isEqualTo(503));
            for (var repeat = 0; repeat < 5; repeat++) {
                assertThat(probe(service, "live")).as("%s live", service).isEqualTo(200);
                assertThat(probe(service, "ready")).as("%s ready", service).isEqualTo(503);
            }
            assertThat(probe(service, "started")).as("%s started", service).isEqualTo(200);
        }
        await().atMost(RECOVERY).untilAsserted(() -> {
            var status = status();
            assertThat(status.path("system_health").asText()).isEqualTo("down");
            assertThat(status.path("alerts")).hasSizeGreaterThanOrEqualTo(ServiceName.values().length);
            for (var component : status.path("components")) {
                assertThat(component.path("status").asText())
                        .as(component.toString())
                        .isEqualTo("degraded");
            }
        });
        thenRefusedAsProblem("/paper-trading/portfolio");
        thenRefusedAsProblem("/paper-trading/history");
        thenRefusedAsProblem("/markets");
        thenRefusedAsProblem("/signals");
        thenRefusedAsProblem("/cities");
    }

    @ParameterizedTest
    @EnumSource(ServiceName.class)
    void aServiceThatIsDownIsNamedWhileItIsAndTheOthersStayReady(ServiceName down) throws Exception {
        // Given
        thenHealthy();
        // When
        live.suite().kill(down);
        // Then: until it is back, every answer is quick
        var seen = "";
        var process = live.suite().process(down);
        var deadline = System.nanoTime() + RECOVERY.toNanos();
        while (process.isEmpty() || !isReady(down)) {
            assertThat(System.nanoTime()).as("%s comes back in time", down).isLessThan(deadline);
            var answer = live.api().get("/trading/status");
            assertThat(answer.took()).isLessThan(SOON);
            if (down == ServiceName.TRADE && answer.status() == 503) {
                assertThat(answer.contentType()).startsWith("application/problem+json");
                seen = "offline";
            } else if (answer.ok().path("system_health").asText().equals("degraded")) {
                var component = component(answer.json(), down);
                seen = component.equals("online") ? seen : component;
            }
            thenOthersAnswerReady(down);
            process = live.suite().process(down);
        }
        assertThat(seen).isIn("offline", "degraded");
        thenHealthy();
    }

    @ParameterizedTest
    @EnumSource(value = ServiceName.class, mode = EnumSource.Mode.EXCLUDE, names = "TRADE")
    void aServiceThatHangsDoesNotMakeTheStatusHang(ServiceName hanging) throws Exception {
        // Given
        thenHealthy();
        var process = live.suite().process(hanging).orElseThrow();
        signal(process, "STOP");
        try {
            // When
            var status = status();
            // Then
            assertThat(status.path("system_health").asText()).isEqualTo("degraded");
            assertThat(component(status, hanging)).isEqualTo("offline");
        } finally {
            signal(process, "CONT");
        }
        thenHealthy();
    }

    private void thenHealthy() {
        await().atMost(RECOVERY).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            var answer = live.api().get("/trading/status");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().path("system_health").asText())
                    .as(answer.text())
                    .isEqualTo("healthy");
            for (var service : ServiceName.values()) {
                assertThat(probe(service, "ready")).as("%s ready", service).isEqualTo(200);
            }
        });
    }

    private void thenRefusedAsProblem(String path) throws Exception {
        var answer = live.api().get(path);
        assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(503);
        assertThat(answer.contentType()).as(path).startsWith("application/problem+json");
        assertThat(answer.json().path("code").asText()).as(path).isNotEmpty();
        assertThat(answer.json().path("hint").asText()).as(path).isNotEmpty();
    }

    private void thenOthersAnswerReady(ServiceName down) throws Exception {
        for (var service : ServiceName.values()) {
            if (service != down) {
                assertThat(probe(service, "live")).as("%s live", service).isEqualTo(200);
            }
        }
    }

    private JsonNode status() throws Exception {
        var answer = live.api().get("/trading/status");
        assertThat(answer.took()).as(answer.text()).isLessThan(SOON);
        return answer.ok();
    }

    /** The status of a probe, which must come within two seconds. */
    private int probe(ServiceName service, String name) throws IOException, InterruptedException {
        var answer = direct.get(service).get("/q/health/" + name);
        assertThat(answer.took()).as("%s %s", service, name).isLessThan(SOON);
        return answer.status();
    }

    private boolean isReady(ServiceName service) throws InterruptedException {
        try {
            // Not timed: it is only starting.
            return direct.get(service).get("/q/health/ready").status() == 200;
        } catch (IOException down) {
            return false;
        }
    }

    private static String component(JsonNode status, ServiceName service) {
        return status.path("components")
                .path(service.moduleName().replace('-', '_'))
                .path("status")
                .asText();
    }

    private Map<ServiceName, Integer> restarts() {
        var restarts = new EnumMap<ServiceName, Integer>(ServiceName.class);
        for (var service : ServiceName.values()) {
            restarts.put(service, live.suite().restarts(service));
        }
        return restarts;
    }

    private static void signal(ProcessRef process, String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
