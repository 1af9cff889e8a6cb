package prescient.market.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import prescient.legacy.PythonJson;
import prescient.market.venue.GammaScan.Span;

/** Reads single objects of a file by their place. Blocks; for one thread. */
final class SpanFile implements AutoCloseable {

    private final FileChannel channel;

    SpanFile(Path path) {
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException failure) {
            throw new UncheckedIOException(path + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** The object there; empty when the file has another one by now. */
    Optional<ObjectNode> object(Span span, String id) {
        try {
            var bytes = ByteBuffer.allocate(span.length());
            while (bytes.hasRemaining() && channel.read(bytes, span.from() + bytes.position()) >= 0) {}
            return PythonJson.mapper().readTree(bytes.array()) instanceof ObjectNode found
                            && found.path("id").asText().equals(id)
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (com.fasterxml.jackson.core.JsonProcessingException moved) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("the file cannot be read: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
