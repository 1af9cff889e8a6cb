package prescient.cutover;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** Which store of a feature is trusted. In each mode exactly one is; the order is the order of the migration. */
public enum Mode {
    /** Everything is written to and read from the files. */
    FILE_ONLY,
    /** As {@link #FILE_ONLY}; the database is written after the file, off the caller's path. */
    DUAL_WRITE,
    /** The database is written and read; the files are kept current from it and are read when it does not answer. */
    DATABASE_READ,
    /** Everything is written to and read from the database. */
    DATABASE_ONLY;

    /** As in tables, bodies and on the command line, for instance {@code dual-write}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The mode of this text. */
    public static Optional<Mode> of(String text) {
        for (var mode : values()) {
            if (mode.text().equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** The file is the record that counts. */
    public boolean trustsFile() {
        return this == FILE_ONLY || this == DUAL_WRITE;
    }

    /** The feature works without the database. */
    public boolean needsDatabase() {
        return !trustsFile();
    }

    /** The files hold, or follow, what is true. */
    public boolean keepsFile() {
        return this != DATABASE_ONLY;
    }

    /** The step of the migration after this one. */
    public Optional<Mode> next() {
        return switch (this) {
            case FILE_ONLY -> Optional.of(DUAL_WRITE);
            case DUAL_WRITE -> Optional.of(DATABASE_READ);
            case DATABASE_READ -> Optional.of(DATABASE_ONLY);
            case DATABASE_ONLY -> Optional.empty();
        };
    }

    /** The step of the migration before this one. */
    public Optional<Mode> previous() {
        return switch (this) {
            case FILE_ONLY -> Optional.empty();
            case DUAL_WRITE -> Optional.of(FILE_ONLY);
            case DATABASE_READ -> Optional.of(DUAL_WRITE);
            case DATABASE_ONLY -> Optional.of(DATABASE_READ);
        };
    }
}
