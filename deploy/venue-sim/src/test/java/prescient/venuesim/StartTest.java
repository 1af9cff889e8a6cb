package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starting and stopping, embedded and by command line. */
class StartTest {

    private final TestClock clock = new TestClock();

    @Test
    void aFreePortIsTakenAndGivenBack() {
        // Given
        var first = VenueSim.start(clock.small(5, 5));
        int port = URI.create(first.url()).getPort();

        // Then a busy port is a clear error
        assertThatThrownBy(() -> VenueSim.start(clock.small(5, 5).withPort(port)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Port " + port);

        // And closing twice is fine, after which the port is free again
        first.close();
        first.close();
        VenueSim.start(clock.small(5, 5).withPort(port)).close();
    }

    @Test
    void answersDoNotWaitForTheClientsAcknowledgement() throws Exception {
        try (var venue = SimUser.of(clock.small(20, 40))) {
            // Given ten markets, whose answer takes more than one packet
            var ten = "/markets?id=500000";
            for (int id = 500_001; id < 500_010; id++) {
                ten += "&id=" + id;
            }

            // When
            var began = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                venue.get(ten);
            }

            // Then it is far from 50 times the 40 ms a held-back packet costs
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_500));
        }
    }

    @Test
    void oddSizesAreExact() throws Exception {
        for (var size : List.of(List.of(1, 0), List.of(1, 7), List.of(10, 3), List.of(3, 10), List.of(7, 7))) {
            try (var venue = SimUser.of(clock.small(size.get(0), size.get(1)))) {
                var events = venue.all("/events/keyset?limit=100");
                assertThat(events).hasSize(size.get(0));
                assertThat(events.stream()
                                .mapToInt(e -> e.get("markets").size())
                                .sum())
                        .isEqualTo(size.get(1));
            }
        }
    }

    @Test
    void theCommandLineIsReadInFull() {
        // When
        var config = Arguments.parse(
                List.of(
                        "--host",
                        "0.0.0.0",
                        "--port",
                        "0",
                        "--seed",
                        "9",
                        "--events",
                        "3",
                        "--markets",
                        "4",
                        "--no-malformed",
                        "--at",
                        "2025-10-15T16:10:00Z",
                        "--epoch",
                        "2025-10-01T00:00:00Z",
                        "--speed",
                        "2.5"),
                clock);

        // Then
        assertThat(config)
                .isEqualTo(new VenueSimConfig(
                        "0.0.0.0",
                        0,
                        new VenueSource.Generated(3, 4, false),
                        9,
                        clock,
                        TestClock.START,
                        Instant.parse("2025-10-01T00:00:00Z"),
                        2.5));
        assertThat(Arguments.parse(List.of("--tape", "recorded"), clock).source())
                .isEqualTo(new VenueSource.Tape(Path.of("recorded")));
        assertThat(Arguments.parse(List.of(), InstantSource.system()).source())
                .isEqualTo(new VenueSource.Generated(2_000, 10_000, true));
    }

    @Test
    void wrongOptionsAreNamed() {
        for (var wrong : List.of(
                List.of("--colour", "red"),
                List.of("port"),
                List.of("--port"),
                List.of("--port", "many"),
                List.of("--port", "70000"),
                List.of("--at", "noon"),
                List.of("--events", "0"),
                List.of("--speed", "NaN"))) {
            assertThatThrownBy(() -> Arguments.parse(wrong, clock))
                    .as(wrong.toString())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong.getFirst().replace("--", ""));
        }
    }
}
