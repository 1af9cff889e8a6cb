package prescient.venuesim;

import java.nio.file.Path;

/** A tape that cannot be replayed; the message names the file and says why. */
public final class UnusableTape extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableTape(Path file, String problem) {
        super("Tape " + file + ": " + problem);
    }

    UnusableTape(Path file, String problem, Throwable cause) {
        super("Tape " + file + ": " + problem, cause);
    }
}
