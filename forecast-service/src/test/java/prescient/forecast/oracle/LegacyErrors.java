package prescient.forecast.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import prescient.forecast.calibration.Grade;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.source.Source;

/** Errors as the legacy pulse read them from source_performance.csv: an empty one is 0. */
public final class LegacyErrors {

    private LegacyErrors() {}

    public static List<Grade> grades(CsvSheet sheet) {
        var grades = new ArrayList<Grade>();
        for (var row : sheet.byHeader()) {
            var source = Source.named(row.getOrDefault("source_name", ""));
            var error = row.getOrDefault("absolute_error", "");
            var value = error.isBlank() ? java.util.OptionalDouble.of(0) : LegacyText.number(error);
            var date = row.getOrDefault("date", "");
            if (source.isPresent() && value.isPresent() && date.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
                grades.add(new Grade(
                        LocalDate.parse(date.substring(0, 10)),
                        row.getOrDefault("city", "").strip().toLowerCase(Locale.ROOT),
                        source.get(),
                        0,
                        0,
                        value.getAsDouble()));
            }
        }
        return grades;
    }
}
