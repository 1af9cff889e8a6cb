package prescient.legacy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * The next version of a file: written beside it, fsynced, and put in its place at once. Closing it before that leaves
 * nothing behind. A lock on it tells drafts in work from those a crash left, which the next draft removes. Not
 * thread-safe.
 */
final class Draft implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final String SUFFIX = ".tmp";

    private final Path target;
    private final Path folder;
    private final Path path;
    private final FileChannel channel;
    private final OutputStream out;
    private long written;
    private boolean failed;
    private boolean published;

    private Draft(Path target, Path folder, Path path, FileChannel channel) {
        this.target = target;
        this.folder = folder;
        this.path = path;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    /** Starts an empty draft; missing folders are made. */
    static Draft of(Path file) throws IOException {
        // A link stays a link: the file it points to is replaced.
        var target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
        var folder = folderOf(target);
        makeFolder(folder);
        var prefix = "." + target.getFileName() + ".";
        removeLeftOvers(folder, prefix);
        while (true) {
            var path = folder.resolve(prefix + Long.toHexString(System.nanoTime()) + SUFFIX);
            try {
                var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                lock(channel);
                return new Draft(target, folder, path, channel);
            } catch (FileAlreadyExistsException e) {
                Thread.onSpinWait();
            }
        }
    }

    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    }

    /** Makes a folder that survives a power failure. */
    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            makeFolder(parent);
        }
        Files.createDirectories(folder);
        if (parent != null) {
            sync(parent);
        }
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            written += bytes.length;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** Bytes so far. */
    long written() {
        return written;
    }

    /** Takes over bytes of another file as they are. */
    void copy(FileChannel from, long start, long end) throws IOException {
        out.flush();
        for (long at = start; at < end; ) {
            long moved = from.transferTo(at, end - at, channel);
            if (moved <= 0) {
                throw new IOException("the file became shorter while it was copied");
            }
            at += moved;
        }
        written += end - start;
    }

    /** Brings everything to the disk. Afterwards nothing can be written. */
    Stamp complete() throws IOException {
        if (failed) {
            // Whoever called for that write may have gone on nevertheless.
            throw new IOException("a part could not be written");
        }
        out.flush();
        keepPermissions();
        channel.force(true);
        return Stamp.of(path);
    }

    /** Puts the completed draft in the file's place. */
    void publish() throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        published = true;
    }

    /** Makes sure that the place outlives a power failure. */
    void settle() throws IOException {
        sync(folder);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            if (!published) {
                Files.deleteIfExists(path);
            }
        }
    }

    static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void keepPermissions() throws IOException {
        try {
            var permissions = Files.getPosixFilePermissions(target);
            if (!permissions.equals(Files.getPosixFilePermissions(path))) {
                Files.setPosixFilePermissions(path, permissions);
            }
        } catch (NoSuchFileException | UnsupportedOperationException e) {
            return; // the first version, or a system without them: the defaults are right
        }
    }

    private static void removeLeftOvers(Path folder, String prefix) throws IOException {
        try (var drafts = Files.newDirectoryStream(folder, file -> {
            var name = String.valueOf(file.getFileName());
            return name.startsWith(prefix) && name.endsWith(SUFFIX);
        })) {
            for (var draft : drafts) {
                removeUnlessInWork(draft);
            }
        }
    }

    private static void removeUnlessInWork(Path draft) throws IOException {
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            if (lock(channel)) {
                Files.deleteIfExists(draft);
            }
        } catch (NoSuchFileException e) {
            return; // its writer has just put it in place or given it up
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
