package prescient.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A legacy file that is a list of objects. Of any size: only one element at a time is in memory. Blocking and safe for
 * concurrent use; a reader sees the old or the new version, never a part.
 *
 * <p>Reading fails with {@link prescient.cutover.UnreadableFile} on a file that is torn, no UTF-8, begins with a byte
 * order mark, goes on after its end, holds anything but objects, the same key twice in an object, nesting deeper than 200
 * or a text of more than 20 million characters; CR LF is read. Elements before the defect have been handed out by then.
 *
 * <p>Writing leaves the old file untouched when it fails: with {@link ForeignWriter} when somebody else changed the file
 * since this object last read or wrote it (reading it again accepts the change), with {@link java.io.UncheckedIOException} when
 * the disk is full or broken, with {@code UnreadableFile} when it was found unreadable and is still the same.
 */
public final class JsonArrayFile {

    private static final String FIRST = "[\n  ";
    private static final String NEXT = ",\n  ";
    private static final String LAST = "\n]";
    private static final String NOTHING = "[]";

    /** A version that was understood as a whole, and the byte after its last element, 0 when it has none. */
    private record Known(Stamp version, long end) {}

    private final GuardedFile file;
    private volatile @Nullable Known known;

    public JsonArrayFile(Path path) {
        this.file = new GuardedFile(path);
    }

    public boolean exists() {
        return file.exists();
    }

    /** Size, 0 when absent. */
    public long bytes() {
        return file.bytes();
    }

    /** Of the bytes as they are, in hexadecimal; an absent file counts as an empty one. */
    public String sha256() {
        return file.sha256();
    }

    /** Hands over all elements in file order; none when the file is absent. */
    public void read(Consumer<ObjectNode> sink) {
        read(sink, bytes -> {});
    }

    /** @param progress is told now and then, on the calling thread, how many bytes were read so far */
    public void read(Consumer<ObjectNode> sink, LongConsumer progress) {
        file.read(version -> {
            known = scan(version, progress, (value, reader) -> sink.accept(value));
            return version;
        });
    }

    /** All elements; for files that are known to be small. */
    public List<ObjectNode> readAll() {
        var all = new ArrayList<ObjectNode>();
        read(all::add);
        return all;
    }

    /**
     * Hands over all elements and says of each whether writing it again gives the same bytes.
     *
     * @return what is odd after the last element, for instance a line break at the end of the file
     */
    public Set<Oddity> inspect(Consumer<Element> sink, LongConsumer progress) {
        return file.read(version -> {
            if (version.isAbsent()) {
                return Set.of();
            }
            try (var reader = new ElementReader(file.path(), progress)) {
                return inspect(reader, sink);
            }
        });
    }

    /** Adds elements at the end; what is there is copied byte by byte. Without elements nothing happens. */
    public void append(List<ObjectNode> more) {
        if (!more.isEmpty()) {
            edit(null, more);
        }
    }

    /** @param source is handed a sink, and gives it the elements that the file shall have, in their order */
    public void replace(Consumer<Consumer<ObjectNode>> source) {
        var elements = new Elements();
        know(
                file.replace((draft, current) -> {
                    source.accept(value -> elements.add(draft, value));
                    draft.write(elements.end == 0 ? NOTHING : LAST);
                    return true;
                }),
                elements.end);
    }

    /**
     * Changes elements one by one and adds more at the end. Nothing is written when nothing changes.
     *
     * @param each answers the element it is given when that stays: its bytes are then copied as they are; else another
     *     one. It must not change the one it is given
     */
    public void rewrite(UnaryOperator<ObjectNode> each, List<ObjectNode> more) {
        edit(each, more);
    }

    private void edit(@Nullable UnaryOperator<ObjectNode> each, List<ObjectNode> more) {
        var elements = new Elements();
        know(
                file.replace((draft, current) -> {
                    if (current.isAbsent()) {
                        more.forEach(value -> elements.add(draft, value));
                        draft.write(LAST);
                        return !more.isEmpty();
                    }
                    try (var old = FileChannel.open(file.path(), StandardOpenOption.READ)) {
                        return edit(each, more, elements, draft, current, old);
                    }
                }),
                elements.end);
    }

    /** Runs of bytes that stay are copied by the system, only changed elements go through this process. */
    @SuppressWarnings("ReferenceEquality") // the same object is how callers say that it stays
    private boolean edit(
            @Nullable UnaryOperator<ObjectNode> each,
            List<ObjectNode> more,
            Elements elements,
            Draft draft,
            Stamp current,
            FileChannel old)
            throws IOException {
        var copied = new long[1];
        var understood = known;
        if (each != null || understood == null || !understood.version().equals(current)) {
            understood = scan(current, bytes -> {}, (value, reader) -> {
                var next = each == null ? value : each.apply(value);
                if (next != value) {
                    draft.copy(old, copied[0], reader.start());
                    draft.write(PythonJson.text(next, 1));
                    copied[0] = reader.end();
                }
            });
        }
        if (copied[0] == 0 && more.isEmpty()) {
            return false;
        }
        if (understood.end() == 0) {
            more.forEach(value -> elements.add(draft, value));
            draft.write(LAST);
            return true;
        }
        draft.copy(old, copied[0], understood.end());
        elements.end = draft.written();
        more.forEach(value -> elements.add(draft, value));
        draft.copy(old, understood.end(), current.bytes());
        return true;
    }

    private void know(@Nullable Stamp version, long end) {
        if (version != null) {
            known = new Known(version, end);
        }
    }

    private Known scan(Stamp version, LongConsumer progress, Visitor visitor) throws IOException {
        if (version.isAbsent()) {
            return new Known(version, 0);
        }
        try (var reader = new ElementReader(file.path(), progress)) {
            for (var value = reader.next(); value != null; value = reader.next()) {
                visitor.visit(value, reader);
            }
            return new Known(version, reader.end());
        }
    }

    private static Set<Oddity> inspect(ElementReader reader, Consumer<Element> sink) throws IOException {
        long before = 0;
        long position = 0;
        for (var value = reader.next(); value != null; value = reader.next()) {
            var oddities = oddities(reader, before, (before == 0 ? FIRST : NEXT), value);
            sink.accept(new Element(position, reader.start(), reader.end(), value, oddities));
            before = reader.end();
            position++;
        }
        return oddities(reader.tape(), before, reader.tape().total(), before == 0 ? NOTHING : LAST);
    }

    private static Set<Oddity> oddities(ElementReader reader, long before, String between, ObjectNode value) {
        try {
            return oddities(reader.tape(), before, reader.end(), between + PythonJson.text(value, 1));
        } catch (IllegalArgumentException e) {
            return Set.of(Oddity.NOT_UTF8);
        }
    }

    private static Set<Oddity> oddities(Tape tape, long start, long end, String expected) {
        var bytes = expected.getBytes(StandardCharsets.UTF_8);
        return tape.matches(start, end, bytes) ? Set.of() : Oddity.between(tape.bytes(start, end), bytes);
    }

    private interface Visitor {
        void visit(ObjectNode value, ElementReader reader) throws IOException;
    }

    /** Writes elements with what stands between them. */
    private static final class Elements {

        /** Byte after the latest element, 0 before the first. */
        private long end;

        void add(Draft draft, ObjectNode value) {
            try {
                draft.write((end == 0 ? FIRST : NEXT) + PythonJson.text(value, 1));
                end = draft.written();
            } catch (IOException e) {
                throw new GuardedFile.UnwrittenElement(e);
            }
        }
    }
}
