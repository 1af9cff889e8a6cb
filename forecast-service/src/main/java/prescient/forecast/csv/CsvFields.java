package prescient.forecast.csv;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one row, in order, as the legacy programs wrote them; null is the empty field. */
public final class CsvFields {

    private final List<String> fields = new ArrayList<>();

    public CsvFields text(@Nullable String text) {
        fields.add(text == null ? "" : text);
        return this;
    }

    public CsvFields date(LocalDate date) {
        return text(date.toString());
    }

    public CsvFields time(@Nullable OffsetDateTime at) {
        return text(at == null ? null : CsvTime.text(at));
    }

    /** With all its digits, also zeros at the end. */
    public CsvFields number(@Nullable BigDecimal number) {
        return text(number == null ? null : number.toPlainString());
    }

    public CsvFields whole(@Nullable Integer number) {
        return text(number == null ? null : number.toString());
    }

    /** {@code True} or {@code False}. */
    public CsvFields flag(@Nullable Boolean flag) {
        return text(flag == null ? null : flag ? "True" : "False");
    }

    public List<String> list() {
        return List.copyOf(fields);
    }
}
