package prescient.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import prescient.local.LauncherProblem;

/** The right to run a suite on a data folder. The operating system takes it back when the launcher ends in any way. */
public final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock of {@code folder}, or says who has it. */
    public static RunLock take(DataFolder folder) {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        var locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProgram) {
            locked = false;
        } catch (IOException unlockable) {
            throw new UncheckedIOException(unlockable);
        } finally {
            if (!locked) {
                closeQuietly(channel);
            }
        }
        if (!locked) {
            throw alreadyRuns(folder);
        }
        return new RunLock(channel);
    }

    private static LauncherProblem alreadyRuns(DataFolder folder) {
        var who = RunState.read(folder)
                .map(state -> "process " + state.launcher().pid() + ", since " + state.startedAt())
                .orElse("it is just starting");
        return new LauncherProblem(
                "ALREADY_RUNS",
                "A suite already runs on " + folder.root() + " (" + who + ").",
                "Stop it with `./prescient down --data '" + folder.root() + "'`, or use another folder: --data DIR.",
                LauncherProblem.ALREADY_RUNS);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing was written through it.
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
