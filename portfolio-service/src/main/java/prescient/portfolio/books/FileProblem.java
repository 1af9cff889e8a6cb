package prescient.portfolio.books;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import prescient.cutover.UnreadableFile;
import prescient.legacy.ForeignWriter;
import prescient.problem.Problem;

/** Refusals of work on legacy files. In all of them the file was left as it is. */
public enum FileProblem implements Problem {
    LEGACY_FILE_UNREADABLE(
            503, "The file was left as it is; mend it or put a good copy in its place, nothing is booked until then."),
    LEGACY_FILE_MISSING(
            503,
            "The file was there before; put it back. What .prescient keeps beside it is not a copy and must stay."),
    LEGACY_FILE_HAS_OTHER_WRITER(
            503, "Stop the other program that writes the file and repeat the request with the same ids."),
    LEGACY_FILE_NOT_WRITTEN(
            503, "Look for a full disk or missing rights and repeat the request with the same ids; it counts once."),
    FILE_MODE_HAS_ONE_PORTFOLIO(
            409, "The legacy files hold one portfolio, number 1; more of them need the mode database-read or later.");

    private final int status;
    private final String hint;

    FileProblem(int status, String hint) {
        this.status = status;
        this.hint = hint;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String hint() {
        return hint;
    }

    /**
     * Runs work on a file and turns its failures into refusals.
     *
     * @param file what they name
     * @param forget drops what is in memory: after a failure only the disk says what counts
     */
    public static <T> T guarded(Path file, Runnable forget, Supplier<T> work) {
        try {
            return work.get();
        } catch (UnreadableFile | IllegalArgumentException damaged) {
            forget.run();
            throw LEGACY_FILE_UNREADABLE.with(file.getFileName() + ": " + damaged.getMessage());
        } catch (ForeignWriter other) {
            forget.run();
            throw LEGACY_FILE_HAS_OTHER_WRITER.with(String.valueOf(other.getMessage()));
        } catch (UncheckedIOException failure) {
            forget.run();
            throw LEGACY_FILE_NOT_WRITTEN.with(String.valueOf(failure.getMessage()));
        }
    }
}
