package prescient.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aBaseGivesEveryProgramItsFixedPlace() {
        // When
        var ports = Ports.from(9000);
        // Then
        assertThat(ports.byName())
                .containsExactly(
                        java.util.Map.entry("gateway", 9000),
                        java.util.Map.entry("market-ingest-service", 9001),
                        java.util.Map.entry("signal-service", 9002),
                        java.util.Map.entry("trade-service", 9003),
                        java.util.Map.entry("portfolio-service", 9004),
                        java.util.Map.entry("forecast-service", 9005),
                        java.util.Map.entry("venue-sim", 9009),
                        java.util.Map.entry("postgres", 9032));
    }

    @Test
    void withoutABaseAllPortsAreFreeAndDifferent() {
        // When
        var ports = Ports.choose(OptionalInt.empty(), new Random(7)).byName().values();
        // Then
        assertThat(new HashSet<>(ports)).hasSize(8);
        assertThat(ports).allMatch(Ports::isFree);
    }

    @Test
    void aBusyPortIsNamedWithTheProgramThatWantsIt() throws IOException {
        // Given
        var base = Ports.choose(OptionalInt.empty(), new Random(11)).gateway();
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), base + 3));
            // When
            var start = OptionalInt.of(base);
            // Then
            assertThatThrownBy(() -> Ports.choose(start, new Random()))
                    .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                        assertThat(problem.code()).isEqualTo("PORT_BUSY");
                        assertThat(problem.message()).contains(String.valueOf(base + 3), "trade-service");
                        assertThat(problem.nextStep()).contains("--port-base");
                    });
        }
    }

    @Test
    void aBaseThatLeavesNoRoomIsRefused() {
        // When, Then
        assertThatThrownBy(() -> Ports.from(65_520)).isInstanceOf(LauncherProblem.class);
        assertThatThrownBy(() -> Ports.from(80)).isInstanceOf(LauncherProblem.class);
    }
}
