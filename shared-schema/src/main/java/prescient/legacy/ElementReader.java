package prescient.legacy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.UnreadableFile;

/**
 * Walks through a legacy file: an array of objects, one at a time, or one object. Knows where in the file each begins and
 * ends. Not thread-safe.
 */
final class ElementReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 4;

    private final Path file;
    private final Tape tape;
    private final JsonParser parser;
    private boolean started;
    private long start;
    private long end;

    ElementReader(Path file, LongConsumer progress) throws IOException {
        this.file = file;
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            checkHead(in);
            this.tape = new Tape(in, progress);
            this.parser = PythonJson.mapper().getFactory().createParser(tape);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The next element, null after the last one. */
    @Nullable ObjectNode next() throws IOException {
        try {
            if (!started) {
                started = true;
                expect(JsonToken.START_ARRAY, "is not a JSON array");
            }
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                checkEnd();
                return null;
            }
            return object("holds an element that is not an object");
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** The object that is the whole file. */
    ObjectNode whole() throws IOException {
        try {
            parser.nextToken();
            var object = object("is not a JSON object");
            checkEnd();
            return object;
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** Byte at which the latest element begins. */
    long start() {
        return start;
    }

    /** Byte after the latest element; 0 before the first. */
    long end() {
        return end;
    }

    /** The bytes from the end of the element before the latest one on. */
    Tape tape() {
        return tape;
    }

    @Override
    public void close() throws IOException {
        parser.close();
        tape.close();
    }

    private ObjectNode object(String otherwise) throws IOException {
        require(JsonToken.START_OBJECT, otherwise);
        tape.forget(end);
        start = parser.currentTokenLocation().getByteOffset();
        var object = TreeReader.object(parser);
        end = parser.currentLocation().getByteOffset();
        return object;
    }

    private void expect(JsonToken token, String otherwise) throws IOException {
        parser.nextToken();
        require(token, otherwise);
    }

    private void require(JsonToken token, String otherwise) {
        var found = parser.currentToken();
        if (found == null) {
            throw new UnreadableFile(file, tape.total(), tape.total() == 0 ? "is empty" : "holds nothing but spaces");
        }
        if (found != token) {
            throw new UnreadableFile(file, parser.currentTokenLocation().getByteOffset(), otherwise);
        }
    }

    private void checkEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw new UnreadableFile(file, parser.currentTokenLocation().getByteOffset(), "goes on after its end");
        }
    }

    /** The old programs neither wrote a byte order mark nor could read one; zeros are what a crash leaves. */
    private void checkHead(InputStream in) throws IOException {
        in.mark(HEAD);
        var head = in.readNBytes(HEAD);
        in.reset();
        if (head.length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf) {
            throw new UnreadableFile(file, 0, "begins with a byte order mark; save it as UTF-8 without one");
        }
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0 || head[i] == (byte) 0xff || head[i] == (byte) 0xfe) {
                throw new UnreadableFile(file, i, "is not UTF-8 text");
            }
        }
    }

    private UnreadableFile unreadable(JsonProcessingException e) {
        var reason = e.getOriginalMessage();
        if (e instanceof JsonEOFException || reason.startsWith("Unexpected end-of-input")) {
            return new UnreadableFile(file, tape.total(), "ends too early, it was cut off");
        }
        var place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        return new UnreadableFile(file, place.getByteOffset(), reason);
    }
}
