package prescient.trade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import prescient.trade.simulation.EventQueue.Event;
import prescient.trade.simulation.EventQueue.Kind;

class EventQueueTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void whatIsDueComesInItsOrderAndOnce() {
        // Given
        var clock = new MovingClock(NOON);
        var queue = new EventQueue(clock);
        queue.add(List.of(match("late", 3), match("first", 1), match("second", 2)));
        queue.add(List.of(match("first", 1)));

        // When
        var none = queue.due(10);
        clock.by(Duration.ofSeconds(2));
        var two = queue.due(10);

        // Then
        assertThat(none).isEmpty();
        assertThat(two).extracting(Event::id).containsExactly("first", "second");
        assertThat(queue.next()).isEqualTo(NOON.plusSeconds(3));
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void aWaiterIsWokenBySomethingEarlier() throws Exception {
        // Given somebody who waits for an event in an hour
        InstantSource clock = Clock.systemUTC();
        var queue = new EventQueue(clock);
        queue.add(List.of(new Event(clock.instant().plusSeconds(3600), Kind.SETTLE, "hour")));
        try (var executor = Executors.newSingleThreadExecutor()) {
            var waiter = executor.submit(() -> queue.take(10));

            // When
            queue.add(List.of(new Event(clock.instant(), Kind.MATCH, "now")));

            // Then
            assertThat(waiter.get(10, TimeUnit.SECONDS)).extracting(Event::id).containsExactly("now");
        }
    }

    private static Event match(String id, int seconds) {
        return new Event(NOON.plusSeconds(seconds), Kind.MATCH, id);
    }
}
