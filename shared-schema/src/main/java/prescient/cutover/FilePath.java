package prescient.cutover;

import io.smallrye.mutiny.Uni;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import prescient.legacy.ForeignWriter;

/** Runs work on the legacy files: at once on a virtual thread, otherwise on one of its own. */
final class FilePath {

    private final ExecutorService threads;

    FilePath(ExecutorService threads) {
        this.threads = threads;
    }

    /**
     * The work's answer. Once begun it runs to its end, whether or not somebody still waits for the answer.
     *
     * @return fails with {@link CutoverProblem} when the files cannot be read or written
     */
    <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            Runnable task = () -> {
                T answer;
                try {
                    answer = work.get();
                } catch (Throwable failure) {
                    emitter.fail(told(failure));
                    return;
                }
                emitter.complete(answer);
            };
            if (Thread.currentThread().isVirtual()) {
                task.run();
                return;
            }
            try {
                threads.execute(task);
            } catch (RejectedExecutionException stopping) {
                emitter.fail(stopping);
            }
        });
    }

    private static Throwable told(Throwable failure) {
        return switch (failure) {
            case UnreadableFile torn -> CutoverProblem.LEGACY_FILE_UNREADABLE.with(String.valueOf(torn.getMessage()));
            case ForeignWriter other -> CutoverProblem.LEGACY_FOLDER_TAKEN.with(String.valueOf(other.getMessage()));
            case UncheckedIOException disk ->
                CutoverProblem.LEGACY_FILES_UNAVAILABLE.with(String.valueOf(disk.getMessage()));
            case Throwable unexpected -> unexpected;
        };
    }
}
