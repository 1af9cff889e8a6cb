package prescient.legacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells one version of a file from another without reading it.
 *
 * @param bytes size, -1 when there is no file
 * @param modified last change of the content
 * @param inode which file it is, null where the file system has no such thing
 */
record Stamp(long bytes, FileTime modified, @Nullable Object inode) {

    static final Stamp ABSENT = new Stamp(-1, FileTime.fromMillis(0), null);

    static Stamp of(Path file) throws IOException {
        try {
            var seen = Files.readAttributes(file, BasicFileAttributes.class);
            if (!seen.isRegularFile()) {
                throw new IOException(file + " is not a file");
            }
            return new Stamp(seen.size(), seen.lastModifiedTime(), seen.fileKey());
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    boolean isAbsent() {
        return bytes < 0;
    }

    boolean isSameFile(Stamp other) {
        return Objects.equals(inode, other.inode);
    }

    @Override
    public String toString() {
        return isAbsent() ? "no file" : bytes + " bytes of " + modified;
    }
}
