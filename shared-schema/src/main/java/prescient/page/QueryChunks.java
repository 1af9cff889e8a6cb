package prescient.page;

import java.util.ArrayList;
import java.util.List;

/** Splits ids so that each part fits into the query of one request. */
public final class QueryChunks {

    /** A request line has to stay below the 4096 bytes that servers take by default. */
    private static final int MAX_BYTES = 3_500;

    private QueryChunks() {}

    /**
     * The ids in their order, in as few parts as fit.
     *
     * @param parameter the query parameter that is repeated for each id
     */
    public static List<List<String>> of(List<String> ids, String parameter) {
        int beside = parameter.length() + 2;
        var chunks = new ArrayList<List<String>>();
        var chunk = new ArrayList<String>();
        int length = 0;
        for (var id : ids) {
            int more = id.length() + beside;
            if (length + more > MAX_BYTES && !chunk.isEmpty()) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                length = 0;
            }
            chunk.add(id);
            length += more;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
