package prescient.legacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes this process the only writer of a feature's files in a folder: a lock of the operating system on
 * {@code .prescient/<feature>.lock}, which ends with the process however it ends. The file stays.
 */
public final class WriterLock implements AutoCloseable {

    /**
     * Locks belong to the process, and closing a second channel to a locked file gives the lock up: so a second attempt
     * of this process must be noticed before the file is opened. System properties are the one thing that all class
     * loaders of a process share.
     */
    private static final String HELD = "prescient.locked.";

    private static final int HOLDER_MAX = 200;

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock or fails at once.
     *
     * @param dir folder of the legacy files; made when missing
     * @throws ForeignWriter when another process, or another part of this one, has it
     * @throws UncheckedIOException when the folder cannot be written
     */
    public static WriterLock acquire(Path dir, String feature) {
        try {
            var folder = SideFile.folder(dir);
            Draft.makeFolder(folder);
            var file = folder.toRealPath().resolve(feature + ".lock");
            if (System.getProperties().putIfAbsent(HELD + file, feature) != null) {
                throw new ForeignWriter("this process already writes the files of " + feature + " in " + dir);
            }
            try {
                return new WriterLock(file, lock(file, feature, dir));
            } catch (IOException | RuntimeException e) {
                System.clearProperty(HELD + file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the files of " + feature + " in " + dir + " cannot be locked: " + e.getMessage(), e);
        }
    }

    /** Gives the lock up. Repeatable. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be released: " + e.getMessage(), e);
        } finally {
            System.clearProperty(HELD + file);
        }
    }

    private static FileChannel lock(Path file, String feature, Path dir) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new ForeignWriter("the files of " + feature + " in " + dir + " are written by " + holder(file));
            }
            channel.truncate(0);
            var text = "process " + ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String holder(Path file) throws IOException {
        var text = Files.size(file) > HOLDER_MAX ? "" : Files.readString(file).strip();
        return text.isEmpty() ? "another process" : text;
    }
}
