package prescient.trade.simulation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is to happen, by time. Only a copy of the tables: what is lost here with a crash is found there again. Any
 * thread.
 */
@Singleton
class EventQueue {

    /** A clock that is set anew is noticed this soon. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::dueAt).thenComparing(Event::id));
    private final Set<Key> known = new HashSet<>();

    EventQueue(InstantSource clock) {
        this.clock = clock;
    }

    enum Kind {
        /** An order meets the book; {@code id} is its client order id. */
        MATCH,
        /** A market is settled; {@code id} is its ticker. */
        SETTLE,
        /** A settled market gets the other result: an injected fault. */
        REDETERMINE
    }

    record Event(Instant dueAt, Kind kind, String id) {
        private Key key() {
            return new Key(kind, id);
        }
    }

    private record Key(Kind kind, String id) {}

    /** Adds what is not waiting already, and wakes whoever waits for something later. */
    void add(Collection<Event> more) {
        lock.lock();
        try {
            for (var event : more) {
                if (known.add(event.key())) {
                    events.add(event);
                }
            }
            earlier.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something is due; answers all that is, at most {@code max}, in the order in which it is due. */
    List<Event> take(int max) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                var due = due(max);
                if (!due.isEmpty()) {
                    return due;
                }
                var next = events.peek();
                var wait = next == null ? LONGEST_WAIT : Duration.between(clock.instant(), next.dueAt());
                earlier.awaitNanos((wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait).toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is due now, at most {@code max}; does not wait. */
    List<Event> due(int max) {
        lock.lock();
        try {
            var now = clock.instant();
            var due = new ArrayList<Event>();
            while (due.size() < max
                    && !events.isEmpty()
                    && !events.peek().dueAt().isAfter(now)) {
                var event = events.remove();
                known.remove(event.key());
                due.add(event);
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything, as after a restart. */
    void clear() {
        lock.lock();
        try {
            events.clear();
            known.clear();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    /** When the next event is due; {@link Instant#MAX} when nothing waits. */
    Instant next() {
        lock.lock();
        try {
            var next = events.peek();
            return next == null ? Instant.MAX : next.dueAt();
        } finally {
            lock.unlock();
        }
    }
}
