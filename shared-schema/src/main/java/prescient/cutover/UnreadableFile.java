package prescient.cutover;

import java.nio.file.Path;

/** A legacy file that cannot be understood: torn, truncated, not JSON, of another shape. The file is kept as it is. */
public final class UnreadableFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param file which one
     * @param offset byte where understanding ended, -1 when unknown
     * @param reason in words
     */
    public UnreadableFile(Path file, long offset, String reason) {
        super(file.getFileName() + (offset < 0 ? "" : " at byte " + offset) + ": " + reason);
    }
}
