package prescient.market.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.market.book.Book.Side;
import prescient.market.book.BookMessage.Delta;
import prescient.market.book.BookMessage.Snapshot;

/** A book is its snapshot and every change after it, or it is not whole. */
class BooksTest {

    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");
    private static final String ONE = "KXBTCD-26FEB0308-T100249.99";
    private static final String TWO = "KXBTCD-26FEB0308-T100499.99";

    private final Books books = new Books();

    @BeforeEach
    void begin() {
        books.begin(List.of(ONE, TWO));
        take(snapshot(1, ONE));
        take(snapshot(2, TWO));
    }

    private boolean take(BookMessage.Numbered message) {
        return books.take(message, NOON.plusSeconds(message.seq()));
    }

    private static Levels levels(Map<String, String> pairs) {
        var levels = new TreeMap<BigDecimal, BigDecimal>();
        pairs.forEach((price, count) -> levels.put(new BigDecimal(price), new BigDecimal(count)));
        return new Levels(levels);
    }

    private static Snapshot snapshot(long seq, String ticker) {
        return new Snapshot(3, seq, ticker, levels(Map.of("0.40", "10", "0.41", "5")), levels(Map.of("0.55", "7")));
    }

    private static Delta delta(long seq, String ticker, String price, String by) {
        return new Delta(3, seq, ticker, Side.YES, new BigDecimal(price), new BigDecimal(by));
    }

    private Book book(String ticker) {
        return books.find(ticker).orElseThrow();
    }

    @Test
    void changesAddUpAndAnEmptyLevelIsGone() {
        // When
        take(delta(3, ONE, "0.41", "2.50"));
        take(delta(4, ONE, "0.40", "-10"));
        take(delta(5, ONE, "0.42", "1"));

        // Then
        assertThat(book(ONE).yes().pairs()).hasToString("[[0.42, 1], [0.41, 7.50]]");
        assertThat(book(ONE).no().asAsks()).hasToString("[[0.45, 7]]");
        assertThat(book(ONE).live()).isTrue();
        assertThat(book(ONE).at()).isEqualTo(NOON.plusSeconds(5));
        assertThat(book(TWO).yes().pairs()).hasSize(2);
    }

    @Test
    void aMissingNumberMakesEveryBookOldUntilItsSnapshot() {
        // When
        boolean isMissing = take(delta(4, ONE, "0.41", "1"));

        // Then
        assertThat(isMissing).isTrue();
        assertThat(books.missed()).isEqualTo(1);
        assertThat(books.stale(List.of(ONE, TWO))).containsExactly(ONE, TWO);
        assertThat(take(delta(5, ONE, "0.41", "100"))).isFalse();
        assertThat(book(ONE).yes().pairs()).hasToString("[[0.41, 5], [0.40, 10]]");

        // And a fresh snapshot heals the one it is of
        take(snapshot(6, ONE));
        assertThat(books.stale(List.of(ONE, TWO))).containsExactly(TWO);
        take(delta(7, ONE, "0.41", "1"));
        assertThat(book(ONE).yes().pairs()).hasToString("[[0.41, 6], [0.40, 10]]");
    }

    @Test
    void aRepeatedMessageAndOneThatComesTooLateCountOnce() {
        // Given
        take(delta(3, ONE, "0.41", "1"));

        // When
        boolean repeated = take(delta(3, ONE, "0.41", "1"));
        take(delta(5, TWO, "0.41", "1"));
        boolean late = take(delta(4, ONE, "0.41", "1"));

        // Then
        assertThat(repeated).isFalse();
        assertThat(late).isFalse();
        assertThat(book(ONE).yes().pairs()).hasToString("[[0.41, 6], [0.40, 10]]");
        assertThat(book(ONE).live()).isFalse();
    }

    @Test
    void aLostConnectionLeavesTheBooksAsTheyWereAndOld() {
        // When
        books.lose();

        // Then
        assertThat(books.stale(List.of(ONE, TWO))).containsExactly(ONE, TWO);
        assertThat(book(ONE).yes().pairs()).hasSize(2);
        assertThat(book(ONE).at()).isEqualTo(NOON.plusSeconds(1));

        // And a new one may begin with any number
        books.begin(List.of(ONE));
        assertThat(take(snapshot(40, ONE))).isFalse();
        assertThat(book(ONE).live()).isTrue();
        assertThat(books.find(TWO)).isEmpty();
    }

    @Test
    void aBookThatWasAskedForDoesNotReplaceAWholeOne() {
        // Given
        var asked = new Book(ONE, Levels.NONE, Levels.NONE, NOON.plusSeconds(60), false);

        // When
        books.keep(asked);
        assertThat(book(ONE).live()).isTrue();
        books.lose();
        books.keep(asked);

        // Then
        assertThat(book(ONE)).isEqualTo(asked);
    }
}
