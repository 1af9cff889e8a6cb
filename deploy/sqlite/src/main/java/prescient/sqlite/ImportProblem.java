package prescient.sqlite;

import java.sql.SQLException;

/** An import that cannot be done, in words for the person who asked for it. The code is stable, for programs. */
public final class ImportProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final String hint;

    public ImportProblem(String code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    static ImportProblem refused(SQLException failure, String hint) {
        return new ImportProblem("DATABASE_FAILED", "PostgreSQL refused: " + failure.getMessage(), hint);
    }

    public String code() {
        return code;
    }

    /** What to do about it. */
    public String hint() {
        return hint;
    }
}
