package prescient.trade.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import prescient.trade.cutover.TradingFile;

/**
 * What is on disk at one moment: the trades and the journal beside them. A process that is killed at any moment leaves
 * one of the earlier or the later of each.
 */
public final class LegacyFolderCopy {

    private final byte @Nullable [] trades;
    private final byte @Nullable [] journal;

    private LegacyFolderCopy(byte @Nullable [] trades, byte @Nullable [] journal) {
        this.trades = trades;
        this.journal = journal;
    }

    public static LegacyFolderCopy of(Path folder) {
        return new LegacyFolderCopy(bytes(trades(folder)), bytes(journal(folder)));
    }

    /** The same trades with another journal. */
    public LegacyFolderCopy with(LegacyFolderCopy journalOf) {
        return new LegacyFolderCopy(trades, journalOf.journal);
    }

    /** The same trades with only the first bytes of the journal. */
    public LegacyFolderCopy torn(int bytes) {
        return new LegacyFolderCopy(trades, journal == null ? null : Arrays.copyOf(journal, bytes));
    }

    /** How many bytes the journal has. */
    public int journalLength() {
        return journal == null ? 0 : journal.length;
    }

    /** A new process finds this. */
    public TradingFile restarted() {
        try {
            var folder = Files.createTempDirectory("killed");
            write(trades(folder), trades);
            write(journal(folder), journal);
            return new TradingFile(folder, ZoneOffset.UTC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path trades(Path folder) {
        return folder.resolve("trades/paper_trades.json");
    }

    public static Path journal(Path folder) {
        return folder.resolve(".prescient/trades.jsonl");
    }

    private static byte @Nullable [] bytes(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte @Nullable [] bytes) throws IOException {
        if (bytes != null) {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        }
    }
}
