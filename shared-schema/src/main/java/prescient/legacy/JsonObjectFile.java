package prescient.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A legacy file that is one object, read as a whole. Blocking and safe for concurrent use; fails as {@link JsonArrayFile}
 * does.
 */
public final class JsonObjectFile {

    private final GuardedFile file;

    public JsonObjectFile(Path path) {
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

    /** The object; empty when the file is absent. */
    public Optional<ObjectNode> read() {
        return inspect().map(Element::value);
    }

    /** The object and whether writing it again gives the same bytes; empty when the file is absent. */
    public Optional<Element> inspect() {
        return file.read(this::inspect);
    }

    public void replace(ObjectNode value) {
        var text = PythonJson.text(value);
        file.replace((draft, current) -> {
            draft.write(text);
            return true;
        });
    }

    private Optional<Element> inspect(Stamp version) throws IOException {
        if (version.isAbsent()) {
            return Optional.empty();
        }
        try (var reader = new ElementReader(file.path(), bytes -> {})) {
            var value = reader.whole();
            return Optional.of(new Element(0, reader.start(), reader.end(), value, oddities(reader.tape(), value)));
        }
    }

    private static Set<Oddity> oddities(Tape tape, ObjectNode value) {
        try {
            var expected = PythonJson.text(value).getBytes(StandardCharsets.UTF_8);
            return tape.matches(0, tape.total(), expected)
                    ? Set.of()
                    : Oddity.between(tape.bytes(0, tape.total()), expected);
        } catch (IllegalArgumentException e) {
            return Set.of(Oddity.NOT_UTF8);
        }
    }
}
