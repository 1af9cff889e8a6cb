package prescient.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/**
 * Remembers how to undo each step of a start and undoes them all, last step first, once. Closing waits for the step
 * under way and prevents further ones, so nothing is started that nobody stops. Safe for many threads.
 */
public final class Stopper implements AutoCloseable {

    /** Undoes a step. */
    @FunctionalInterface
    interface Undo<T> {
        void accept(T made) throws Exception;
    }

    private record Named(String name, Callable<?> undo) {}

    private final Progress progress;
    private final Deque<Named> undos = new ArrayDeque<>();
    private boolean closed;

    /** Tells {@code progress} about what cannot be stopped. */
    public Stopper(Progress progress) {
        this.progress = progress;
    }

    /** Does {@code start}, returns what it made and remembers {@code undo} for it. */
    synchronized <T> T step(String name, Callable<T> start, Undo<T> undo) throws InterruptedException {
        requireOpen();
        T made;
        try {
            made = start.call();
        } catch (RuntimeException | InterruptedException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new LauncherProblem(
                    "START_FAILED",
                    name + " could not be started: " + failure.getMessage(),
                    "Correct the cause and run `up` again.");
        }
        undos.push(new Named(name, () -> {
            undo.accept(made);
            return made;
        }));
        return made;
    }

    private void requireOpen() {
        if (closed) {
            throw new LauncherProblem("STOPPED", "The suite was stopped.", "Run `up` again.");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!undos.isEmpty()) {
            var last = undos.pop();
            try {
                last.undo().call();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (Exception failure) {
                progress.say(last.name() + " could not be stopped in order: " + failure.getMessage());
            }
        }
    }
}
