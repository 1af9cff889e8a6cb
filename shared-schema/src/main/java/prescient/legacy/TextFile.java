package prescient.legacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import prescient.cutover.UnreadableFile;

/**
 * A legacy file of text in UTF-8, read as a stream. It is replaced atomically, and only while nobody else changes it.
 * Blocking and safe for concurrent use; fails as {@link JsonArrayFile} does.
 */
public final class TextFile {

    private final GuardedFile file;

    public TextFile(Path path) {
        this.file = new GuardedFile(path);
    }

    /** One version of the file, from its beginning, as often as wanted. */
    @FunctionalInterface
    public interface Source {
        /** Ends the reader that was opened before. */
        Reader open() throws IOException;
    }

    /** Reads one version of the file. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(Source source) throws IOException;
    }

    /** Writes the next version. */
    @FunctionalInterface
    public interface Filling {
        /** @return false to leave the file as it is */
        boolean fill(Writer next) throws IOException;
    }

    public Path path() {
        return file.path();
    }

    public boolean exists() {
        return file.exists();
    }

    /**
     * Reads; an absent file is an empty text. What is appended meanwhile is not seen.
     *
     * @throws UnreadableFile when it is not UTF-8
     */
    public <T> T read(Reading<T> reading) {
        return file.read(version -> {
            if (version.isAbsent()) {
                return reading.read(Reader::nullReader);
            }
            try (var channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
                long end = channel.size();
                return reading.read(() -> open(channel, end));
            } catch (CharacterCodingException foreign) {
                throw new UnreadableFile(file.path(), -1, "it is not UTF-8");
            }
        });
    }

    /** Replaces the whole file. */
    public void replace(Filling filling) {
        file.replace((draft, current) -> filling.fill(new DraftWriter(draft)));
    }

    /** Adds text to the end of the file, which is replaced by a copy that has it. */
    public void append(String text) {
        file.replace((draft, current) -> {
            if (!current.isAbsent()) {
                try (var channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
                    draft.copy(channel, 0, current.bytes());
                }
            }
            draft.write(text);
            return true;
        });
    }

    private static Reader open(FileChannel channel, long end) throws IOException {
        channel.position(0);
        // Unlike a charset, a new decoder reports what is not UTF-8.
        return new InputStreamReader(
                new Limited(Channels.newInputStream(channel), end), StandardCharsets.UTF_8.newDecoder());
    }

    /** The first bytes of a stream. */
    private static final class Limited extends InputStream {

        private final InputStream all;
        private long left;

        Limited(InputStream all, long left) {
            this.all = all;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = left <= 0 ? -1 : all.read(into, from, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }

    /** Closing it changes nothing: the draft is completed by its file. */
    private static final class DraftWriter extends Writer {

        private final Draft draft;

        DraftWriter(Draft draft) {
            this.draft = draft;
        }

        @Override
        public void write(char[] text, int from, int length) {
            try {
                draft.write(new String(text, from, length));
            } catch (IOException failure) {
                throw new GuardedFile.UnwrittenElement(failure);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
