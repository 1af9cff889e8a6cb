package prescient.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets work be done by one at a time, here and in all replicas. Blocks; safe for concurrent use. */
public final class OneAtATime {

    /** Whoever looks for work to go on with has the turn for a moment, not for so long. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Supplier<? extends Optional<? extends Turn>> turns;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** @param turns empty while another replica has the turn */
    public OneAtATime(Supplier<? extends Optional<? extends Turn>> turns) {
        this.turns = turns;
    }

    /** True while work is done in this process. */
    public boolean isBusy() {
        return busy.get();
    }

    /** Does the work if nobody does any; empty, without waiting, when somebody does. */
    public <T> Optional<T> run(Function<Turn, T> work) {
        if (!busy.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try (var turn = turns.get().orElse(null)) {
            return turn == null ? Optional.empty() : Optional.of(work.apply(turn));
        } finally {
            busy.set(false);
        }
    }

    /**
     * As {@link #run}, but waits for somebody who has the turn only to look whether there is work.
     *
     * @param isUnderWay whether there is work under way, which is not waited for
     */
    public <T> Optional<T> runSoon(Function<Turn, T> work, BooleanSupplier isUnderWay) {
        long began = System.nanoTime();
        while (true) {
            var done = run(work);
            if (done.isPresent() || isUnderWay.getAsBoolean() || System.nanoTime() - began > LOOK.toNanos()) {
                return done;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopping);
        }
    }
}
