package prescient.portfolio.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.portfolio.books.FileProblem;
import prescient.portfolio.books.Hold;
import prescient.portfolio.books.PortfolioFile;
import prescient.problem.Refused;

/** What remains of a batch that was cut short at any point between the two files it writes. */
class PortfolioFileTest {

    private static final Instant NOW = Instant.parse("2025-11-20T10:00:00.123456Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final String LEGACY = """
            {
              "balance": 9900.010000000002,
              "positions": [
                {
                  "trade_id": "trade_20251020_170245_634159",
                  "market_id": "634159",
                  "market_question": "Seán’s?",
                  "action": "buy_no",
                  "amount": 100,
                  "entry_price": 0.5011070537256923,
                  "entry_timestamp": "2025-10-20T17:02:45",
                  "status": "open",
                  "current_pnl": -0.0
                }
              ],
              "total_invested": 99.99,
              "total_profit_loss": 0.35,
              "trade_count": 1,
              "created_at": "2025-10-20T17:02:45.883009",
              "last_updated": "2025-10-22T23:23:45.648350"
            }""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    private final List<PortfolioFile> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(PortfolioFile::close);
    }

    @Test
    void readingAndWritingNothingLeavesTheFileAsItIs() throws IOException {
        // Given
        var folder = folder(LEGACY);
        var copy = Files.createDirectories(temporary.resolve("copy"));

        // When
        var file = file(folder);
        plain(copy).replace(plain(folder));

        // Then
        assertThat(balance(file)).isEqualTo(Money.of("9900.01"));
        assertThat(portfolio(copy)).hasContent(LEGACY);
        assertThat(portfolio(folder)).hasContent(LEGACY);
    }

    @Test
    void aBatchWhoseFileWasNotWrittenDoesNotCountAndItsRepeatDoes() throws IOException {
        // Given
        var folder = folder(LEGACY);
        book(file(folder), "first");
        var before = Files.readString(portfolio(folder));
        book(file(folder), "second");
        var after = Files.readString(portfolio(folder));

        // When: killed after the line, before the file
        Files.writeString(portfolio(folder), before);
        var survivor = file(folder);
        var seen = survivor.ask(books -> books.booking("fill:fill-second") == null);
        var outcome = book(survivor, "second");

        // Then
        assertThat(seen).isTrue();
        assertThat(outcome).isEqualTo(BookingOutcome.BOOKED);
        assertThat(portfolio(folder)).hasContent(after);
        assertThat(book(file(folder), "second")).isEqualTo(BookingOutcome.REPEATED);
        assertThat(book(file(folder), "first")).isEqualTo(BookingOutcome.REPEATED);
    }

    @Test
    void theFirstBatchCutShortLeavesWhatTheOldProgramLeft() throws IOException {
        // Given
        var folder = folder(LEGACY);
        book(file(folder), "first");

        // When
        Files.writeString(portfolio(folder), LEGACY);

        // Then
        assertThat(book(file(folder), "first")).isEqualTo(BookingOutcome.BOOKED);
        int positions = file(folder).ask(books -> books.holdings().size());
        assertThat(positions).isEqualTo(2);
    }

    @Test
    void aTornLineBesideTheFileIsTheBatchThatNeverWas() throws IOException {
        // Given
        var folder = folder(LEGACY);
        book(file(folder), "first");
        var journal = folder.resolve(".prescient/portfolio.jsonl");
        var lines = Files.readAllBytes(journal);
        var before = Files.readString(portfolio(folder));
        book(file(folder), "second");
        var longer = Files.readAllBytes(journal);

        for (int cut = lines.length; cut < longer.length; cut += 97) {
            // When
            closeAll();
            Files.write(journal, java.util.Arrays.copyOf(longer, cut));
            Files.writeString(portfolio(folder), before);

            // Then
            assertThat(book(file(folder), "second")).isEqualTo(BookingOutcome.BOOKED);
            assertThat(book(file(folder), "first")).isEqualTo(BookingOutcome.REPEATED);
            assertThat(balance(file(folder))).isEqualTo(Money.of("9880.01"));
        }
    }

    @Test
    void reservationsSurviveWithoutAnyChangeOfTheFile() throws IOException {
        // Given
        var folder = folder(LEGACY);
        file(folder).change(draft -> {
            draft.put(Hold.open("order-kept", 1, Money.of("60"), NOW));
            draft.header(draft.header().with(Money.ZERO, Money.of("60"), Money.ZERO, 0, Money.ZERO, NOW));
            return true;
        });

        // When
        var header = file(folder).ask(books -> books.header());

        // Then
        assertThat(header.reserved()).isEqualTo(Money.of("60"));
        assertThat(header.lastUpdated()).isEqualTo(NOW);
        assertThat(portfolio(folder)).hasContent(LEGACY);
    }

    @Test
    void recordsCarryEverythingIntoAnotherFolder() throws IOException {
        // Given
        var folder = folder(LEGACY);
        book(file(folder), "first");
        closeAll();
        var other = Files.createDirectories(temporary.resolve("other"));

        // When
        var copy = file(other);
        copy.replace(plain(folder));

        // Then
        assertThat(portfolio(other)).hasSameTextualContentAs(portfolio(folder));
        assertThat(book(copy, "first")).isEqualTo(BookingOutcome.REPEATED);
        var kept = new ArrayList<LegacyRecord>();
        plain(other).read(kept::add);
        assertThat(kept).hasSize(3).allMatch(one -> one.notes().containsKey("bookings"));
    }

    @Test
    void aReplacementCutShortIsDoneAgain() throws IOException {
        // Given
        var folder = folder(LEGACY);
        book(file(folder), "first");
        closeAll();
        var other = folder(LEGACY);
        file(other).replace(plain(folder));
        closeAll();

        // When: the line is there, the file is not
        Files.writeString(portfolio(other), LEGACY);
        file(other).replace(plain(folder));

        // Then
        assertThat(portfolio(other)).hasSameTextualContentAs(portfolio(folder));
        assertThat(book(file(other), "first")).isEqualTo(BookingOutcome.REPEATED);
    }

    @Test
    void thereIsOneWriter() throws IOException {
        // Given
        var folder = folder(LEGACY);
        book(file(folder), "first");
        var second = new PortfolioFile(new LegacyFolder(folder, ZONE), ZONE, true, InstantSource.fixed(NOW));

        // When, then
        assertThatThrownBy(() -> book(second, "second"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(FileProblem.LEGACY_FILE_HAS_OTHER_WRITER));
    }

    @Test
    void aFileThatVanishedIsNotStartedAnew() throws IOException {
        // Given
        var folder = folder(LEGACY);
        book(file(folder), "first");
        closeAll();
        Files.delete(portfolio(folder));

        // When, then
        assertThatThrownBy(() -> file(folder).ask(books -> books.openPositions()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(FileProblem.LEGACY_FILE_MISSING));
    }

    @Test
    void replacementsThatFailLeaveNothingBehind() throws IOException {
        // Given
        var folder = folder(LEGACY);
        book(file(folder), "first");
        closeAll();
        var other = folder(LEGACY);
        var target = file(other);
        book(target, "kept");
        var journal = other.resolve(".prescient/portfolio.jsonl");
        var before = Files.readString(journal);
        Files.move(other.resolve("trades"), other.resolve("aside"));
        Files.writeString(other.resolve("trades"), "no folder");

        // When
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> target.replace(plain(folder))).isInstanceOf(RuntimeException.class);
        }

        // Then
        assertThat(journal).hasContent(before);
        Files.delete(other.resolve("trades"));
        Files.move(other.resolve("aside"), other.resolve("trades"));
        assertThat(book(target, "kept")).isEqualTo(BookingOutcome.REPEATED);
        target.replace(plain(folder));
        assertThat(book(file(other), "first")).isEqualTo(BookingOutcome.REPEATED);
    }

    @Test
    void reservationsThatEndedLongAgoAreForgotten() throws IOException {
        // Given
        var folder = folder(LEGACY);
        var file = file(folder);
        file.change(draft -> {
            draft.put(Hold.open("order-kept", 1, Money.of("60"), NOW));
            for (int i = 0; i < 11_000; i++) {
                draft.put(Hold.refused("order-" + i, 1, Money.of("60"), "insufficient_cash", NOW));
            }
            return true;
        });

        // When: the journal is written anew after so many lines
        for (int i = 0; i < 501; i++) {
            file.change(draft -> {
                draft.put(Hold.refused("order-again", 1, Money.of("60"), "insufficient_cash", NOW));
                return true;
            });
        }

        // Then
        assertThat(file.<Boolean>ask(books -> books.hold("order-0") == null)).isTrue();
        assertThat(file.<Boolean>ask(books -> books.hold("order-10999") != null))
                .isTrue();
        assertThat(file.<Boolean>ask(books -> books.hold("order-kept") != null)).isTrue();
        assertThat(file.<Integer>ask(books -> books.holds().size())).isEqualTo(10_001);
    }

    @Test
    void theHourThatTheClockShowsTwiceIsKept() throws IOException {
        // Given
        var folder = folder(LEGACY);
        var second = Instant.parse("2025-10-26T01:30:00.000001Z");
        book(file(folder), "twice", second);

        // When
        var at = file(folder)
                .ask(books -> java.util.Objects.requireNonNull(books.holding("trade-twice"))
                        .trade()
                        .at());

        // Then
        assertThat(Files.readString(portfolio(folder))).contains("2025-10-26T02:30:00.000001");
        assertThat(at).isEqualTo(second);
    }

    private static Money balance(PortfolioFile file) {
        return file.ask(books -> books.header().balance());
    }

    private static BookingOutcome book(PortfolioFile file, String name) {
        return book(file, name, NOW);
    }

    private static BookingOutcome book(PortfolioFile file, String name, Instant at) {
        var fill = new Fill(
                "fill-" + name,
                "order-" + name,
                "trade-" + name,
                1,
                "m-" + name,
                "?",
                Fill.Action.BUY_YES,
                Fill.Side.OPEN,
                Money.of("10"),
                new Quantity(new java.math.BigDecimal("20")),
                Price.of("0.5"),
                Money.ZERO,
                at,
                null);
        return file.change(draft -> new FillBooking(draft, NOW).book(fill))
                .answer()
                .outcome();
    }

    /** The only writer of the folder, from what is on the disk. */
    private PortfolioFile file(Path folder) {
        closeAll();
        var file = new PortfolioFile(new LegacyFolder(folder, ZONE), ZONE, true, InstantSource.fixed(NOW));
        opened.add(file);
        return file;
    }

    private void closeAll() {
        opened.forEach(PortfolioFile::close);
        opened.clear();
    }

    private static PortfolioFile plain(Path folder) {
        return new PortfolioFile(new LegacyFolder(folder, ZONE), ZONE, false, InstantSource.fixed(NOW));
    }

    private Path folder(String legacy) throws IOException {
        var folder = Files.createTempDirectory(temporary, "legacy");
        Files.createDirectories(folder.resolve("trades"));
        Files.writeString(portfolio(folder), legacy);
        return folder;
    }

    private static Path portfolio(Path folder) {
        return folder.resolve("trades/portfolio.json");
    }
}
