package prescient.sqlite.kind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the venue said of the account: columns, and mostly beside them the payload as it came. What both say must agree;
 * where only one says it, that one is taken.
 */
abstract class AccountKind implements Kind {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Set<String> tables;
    private final List<Shape> shapes;
    private final Set<String> known;
    private final Target target;

    AccountKind(String table, Target target, Set<String> known, Shape... shapes) {
        this.tables = Set.of(table);
        this.shapes = List.of(shapes);
        this.known = known;
        this.target = target;
    }

    @Override
    public final Set<String> tables() {
        return tables;
    }

    @Override
    public final List<Shape> shapes() {
        return shapes;
    }

    @Override
    public final Set<String> known() {
        return known;
    }

    @Override
    public final Target target() {
        return target;
    }

    /** From the columns, in the units the old programs stored. */
    abstract void stored(Row row, Draft draft, Clock clock);

    /** From the payload, in the units of the venue. */
    abstract void told(Row payload, Draft draft, Clock clock);

    @Override
    public final Converter converter(Source source) {
        var told = new Draft(target);
        return (row, draft) -> {
            draft.set("environment", source.environment());
            stored(row, draft, source.clock());
            var raw = row.firstText("raw_json", "data");
            draft.set("raw", raw);
            var payload = raw == null ? null : payload(raw, draft);
            if (payload != null) {
                told.clear();
                told(payload, told, source.clock());
                agree(draft, told);
            }
        };
    }

    private static @Nullable Row payload(String raw, Draft draft) {
        try {
            var tree = JSON.readTree(raw);
            if (tree != null && tree.isObject()) {
                return Row.of(tree);
            }
        } catch (JsonProcessingException unreadable) {
            // Falls through: the columns are all there is.
        }
        draft.flag("raw-unreadable");
        return null;
    }

    private void agree(Draft stored, Draft told) {
        for (var column : target.columns()) {
            var said = told.value(column.name());
            var kept = stored.value(column.name());
            if (said == null) {
                continue;
            }
            if (kept == null) {
                stored.set(column.name(), said);
            } else if (!same(kept, said, column.type())) {
                stored.flag("raw-disagrees");
            }
        }
        told.flags().forEach(stored::flag);
    }

    private static boolean same(String one, String other, String type) {
        return type.equals("numeric") ? new BigDecimal(one).compareTo(new BigDecimal(other)) == 0 : one.equals(other);
    }
}
