package prescient.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two never work at once, and whoever only looks keeps nobody from working. */
class OneAtATimeTest {

    private static final long TOKEN = 7;

    private final AtomicBoolean elsewhere = new AtomicBoolean();
    private final AtomicInteger ended = new AtomicInteger();
    private final OneAtATime work =
            new OneAtATime(() -> elsewhere.get() ? Optional.empty() : Optional.of(new Counted(ended)));

    private record Counted(AtomicInteger ended) implements Turn {

        @Override
        public boolean lost() {
            return false;
        }

        @Override
        public long token() {
            return TOKEN;
        }

        @Override
        public void close() {
            ended.incrementAndGet();
        }
    }

    @Test
    void whatIsDoneHereOrElsewhereIsNotDoneASecondTime() {
        // When
        var inside = work.run(turn -> {
            assertThat(work.isBusy()).isTrue();
            return work.run(Turn::token);
        });
        elsewhere.set(true);

        // Then
        assertThat(inside).contains(Optional.empty());
        assertThat(work.run(Turn::token)).isEmpty();
        assertThat(work.isBusy()).isFalse();
        assertThat(ended).hasValue(1);
    }

    @Test
    void workThatFailsLeavesTheTurnToTheNext() {
        // When
        assertThatThrownBy(() -> work.run(turn -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        // Then
        assertThat(work.run(Turn::token)).contains(TOKEN);
        assertThat(ended).hasValue(2);
    }

    @Test
    void aLookElsewhereIsWaitedForAndWorkUnderWayIsNot() {
        // Given
        elsewhere.set(true);
        var asked = new AtomicInteger();

        // When
        var refused = work.runSoon(Turn::token, () -> true);
        var done = work.runSoon(Turn::token, () -> {
            elsewhere.set(asked.incrementAndGet() < 3);
            return false;
        });

        // Then
        assertThat(refused).isEmpty();
        assertThat(done).contains(TOKEN);
        assertThat(asked).hasValue(3);
    }
}
