package prescient.trade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Recorded books: at any time, a market's newest book that was recorded until then. Read once; any thread afterwards.
 */
final class BookFile implements Books {

    private final Map<String, TreeMap<Instant, Book>> books = new HashMap<>();
    private final InstantSource clock;

    BookFile(List<Book> recorded, InstantSource clock) {
        this.clock = clock;
        recorded.forEach(book ->
                books.computeIfAbsent(book.ticker(), ticker -> new TreeMap<>()).put(book.at(), book));
    }

    /**
     * Reads a tape: one JSON document a line, each a book as {@code GET /books/{ticker}} tells it.
     *
     * @throws IllegalArgumentException naming the line that is no book
     */
    static BookFile read(Path tape, ObjectMapper json, InstantSource clock) {
        var recorded = new java.util.ArrayList<Book>();
        try (var lines = Files.newBufferedReader(tape)) {
            int number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    parse(line, tape + ":" + number, json).ifPresent(recorded::add);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the tape " + tape + " cannot be read", unreadable);
        }
        return new BookFile(recorded, clock);
    }

    private static Optional<Book> parse(String line, String place, ObjectMapper json) {
        try {
            return json.readValue(line, BookHttp.WireBook.class).book();
        } catch (JsonProcessingException | RuntimeException wrong) {
            throw new IllegalArgumentException(place + " is no book: " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public Uni<Map<String, Book>> of(Collection<String> tickers) {
        var found = new HashMap<String, Book>();
        var now = clock.instant();
        for (var ticker : tickers) {
            var ofMarket = books.get(ticker);
            var newest = ofMarket == null ? null : ofMarket.floorEntry(now);
            if (newest != null) {
                found.put(ticker, newest.getValue());
            }
        }
        return Uni.createFrom().item(found);
    }
}
