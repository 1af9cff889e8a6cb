package prescient.cutover;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store that is not trusted the same question, now and then, off the caller's path, and counts how the answers
 * differ. One comparison at a time; when it lasts, the others are left out.
 */
final class ShadowReads {

    static final String EQUAL = "equal";

    /** Nothing can be said, since something was written meanwhile. */
    static final String INCONCLUSIVE = "inconclusive";

    private static final Logger LOG = Logger.getLogger(ShadowReads.class);

    private final String feature;
    private final int sample;
    private final AtomicLong reads = new AtomicLong();
    private final Semaphore place = new Semaphore(1);
    private final Tally counts = new Tally(EQUAL, "missing", "extra", "different", "error", "timeout", INCONCLUSIVE);

    /** @param sample one in so many reads is compared; 0 for none */
    ShadowReads(String feature, int sample) {
        this.feature = feature;
        this.sample = sample;
    }

    /**
     * A place to compare in, when this read's turn has come; whoever gets one calls {@link Turn#compare} or
     * {@link Turn#skip}.
     *
     * @param position tells what was written so far; -1 while the stores are not in step
     */
    Optional<Turn> turn(LongSupplier position) {
        if (sample <= 0 || reads.incrementAndGet() % sample != 0 || !place.tryAcquire()) {
            return Optional.empty();
        }
        return Optional.of(new Turn(position));
    }

    Map<String, Long> counts() {
        return counts.all();
    }

    /** One comparison. */
    final class Turn {

        private final LongSupplier position;
        private final long before;

        private Turn(LongSupplier position) {
            this.position = position;
            this.before = position.getAsLong();
        }

        void skip() {
            place.release();
        }

        /** Asks the other store and compares what {@code comparable} makes of both answers. */
        <T> void compare(String operation, T trusted, Supplier<Uni<T>> other, Function<? super T, ?> comparable) {
            if (before < 0) {
                counts.add(INCONCLUSIVE, 1);
                place.release();
                return;
            }
            Uni.createFrom()
                    .deferred(other::get)
                    .map(answer -> kind(comparable.apply(trusted), comparable.apply(answer)))
                    .onFailure()
                    .recoverWithItem(failure -> kindOf(operation, failure))
                    .onTermination()
                    .invoke(place::release)
                    .subscribe()
                    .with(kind -> count(operation, kind));
        }

        private void count(String operation, String kind) {
            boolean quiet = position.getAsLong() == before;
            counts.add(quiet || kind.equals("error") || kind.equals("timeout") ? kind : INCONCLUSIVE, 1);
            if (quiet && !kind.equals(EQUAL)) {
                LOG.infof("shadow read of %s, %s: %s", feature, operation, kind);
            }
        }
    }

    private String kindOf(String operation, Throwable failure) {
        LOG.debugf("shadow read of %s, %s failed: %s", feature, operation, failure);
        return failure instanceof TimeoutException ? "timeout" : "error";
    }

    private static String kind(@Nullable Object trusted, @Nullable Object other) {
        if (Objects.equals(trusted, other)) {
            return EQUAL;
        }
        return isNothing(other) ? "missing" : isNothing(trusted) ? "extra" : "different";
    }

    private static boolean isNothing(@Nullable Object answer) {
        return switch (answer) {
            case null -> true;
            case Optional<?> optional -> optional.isEmpty();
            case Collection<?> collection -> collection.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Object _ -> false;
        };
    }
}
