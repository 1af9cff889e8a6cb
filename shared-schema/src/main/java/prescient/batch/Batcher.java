package prescient.batch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Commits together what arrives together. The first item starts a batch at once; whatever arrives while a batch runs
 * waits and forms the next one, in order of arrival. So an idle system adds no delay, and a busy one pays one round
 * trip for many items.
 *
 * <p>A batch that fails for the sake of one bad item is halved and run again until the bad item is alone, so each item
 * fails only for its own fault. The work must therefore be atomic (a failed batch wrote nothing) or repeatable. Safe
 * for any thread, event loops included; nothing blocks. The work starts, and the answers arrive, on the thread of
 * whoever submits or of the batch that ended before.
 *
 * @param <I> one item
 * @param <O> the answer to one item
 */
public final class Batcher<I, O> {

    private final BatchLimits limits;
    private final Function<List<I>, Uni<List<O>>> work;
    private final Predicate<Throwable> worthHalving;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Ticket<I, O>> waiting = new ArrayDeque<>();
    private int inFlight;

    /**
     * @param work answers a batch, one answer for each item and in the items' order; a failure means that nothing of
     *     the batch took effect, or that all of it may be repeated
     * @param worthHalving true for a failure that one bad item may have caused; false for one that hits all alike, for
     *     instance an outage
     */
    public Batcher(BatchLimits limits, Function<List<I>, Uni<List<O>>> work, Predicate<Throwable> worthHalving) {
        this.limits = limits;
        this.work = work;
        this.worthHalving = worthHalving;
    }

    /**
     * The answer to one item. The item is queued at subscription.
     *
     * @return fails with {@link BatchProblem#OVERLOADED} when the queue is full, else with what the work fails
     */
    public Uni<O> submit(I item) {
        return submitAll(List.of(item)).map(List::getFirst);
    }

    /**
     * The answers to several items, in their order; all of them are queued at subscription, or none.
     *
     * @return fails as {@link #submit} does, once every item is answered, if any of them fails
     */
    public Uni<List<O>> submitAll(List<I> items) {
        if (items.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom().emitter(emitter -> enqueue(items, emitter));
    }

    /** How many items wait for a batch right now. */
    public int queued() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(List<I> items, UniEmitter<? super List<O>> emitter) {
        if (queue(items, new Call<>(items.size(), emitter))) {
            startNext();
        } else {
            emitter.fail(BatchProblem.OVERLOADED.with("no room for " + items.size() + " more items"));
        }
    }

    private boolean queue(List<I> items, Call<O> call) {
        lock.lock();
        try {
            if (waiting.size() + items.size() > limits.maxQueued()) {
                return false;
            }
            for (int i = 0; i < items.size(); i++) {
                waiting.add(new Ticket<>(call, i, items.get(i)));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void startNext() {
        var batch = new ArrayList<Ticket<I, O>>();
        lock.lock();
        try {
            if (inFlight == limits.maxInFlight() || waiting.isEmpty()) {
                return;
            }
            inFlight++;
            while (batch.size() < limits.maxBatch() && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
        } finally {
            lock.unlock();
        }
        run(batch, this::ended);
    }

    private void ended() {
        lock.lock();
        try {
            inFlight--;
        } finally {
            lock.unlock();
        }
        startNext();
    }

    /** Runs a batch; {@code after} is called before the answers go out, so the next batch does not wait for them. */
    private void run(List<Ticket<I, O>> batch, Runnable after) {
        answersOf(batch)
                .subscribe()
                .with(
                        answers -> {
                            after.run();
                            for (int i = 0; i < batch.size(); i++) {
                                batch.get(i).answer(answers.get(i));
                            }
                        },
                        failure -> failed(batch, failure, after));
    }

    private Uni<List<O>> answersOf(List<Ticket<I, O>> batch) {
        return Uni.createFrom()
                .deferred(() -> work.apply(batch.stream().map(Ticket::item).toList()))
                .ifNoItem()
                .after(limits.deadline())
                .fail()
                .invoke(answers -> {
                    if (answers.size() != batch.size()) {
                        throw new IllegalStateException(
                                answers.size() + " answers to a batch of " + batch.size() + " items");
                    }
                });
    }

    private void failed(List<Ticket<I, O>> batch, Throwable failure, Runnable after) {
        if (batch.size() == 1 || !worthHalving.test(failure)) {
            after.run();
            batch.forEach(ticket -> ticket.fail(failure));
            return;
        }
        int half = batch.size() / 2;
        run(batch.subList(0, half), () -> run(batch.subList(half, batch.size()), after));
    }

    private record Ticket<I, O>(Call<O> call, int position, I item) {
        void answer(O answer) {
            call.answer(position, answer);
        }

        void fail(Throwable failure) {
            call.fail(failure);
        }
    }

    /** One {@link #submitAll}: its items may be spread over several batches. */
    private static final class Call<O> {
        private final @Nullable Object[] answers;
        private final AtomicInteger open;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final UniEmitter<? super List<O>> emitter;

        Call(int size, UniEmitter<? super List<O>> emitter) {
            this.answers = new Object[size];
            this.open = new AtomicInteger(size);
            this.emitter = emitter;
        }

        void answer(int position, O answer) {
            answers[position] = answer;
            closeOne();
        }

        void fail(Throwable cause) {
            failure.compareAndSet(null, cause);
            closeOne();
        }

        @SuppressWarnings("unchecked") // only answers of type O are ever put in
        private void closeOne() {
            if (open.decrementAndGet() > 0) {
                return;
            }
            var cause = failure.get();
            if (cause == null) {
                emitter.complete((List<O>) Arrays.asList(answers));
            } else {
                emitter.fail(cause);
            }
        }
    }
}
