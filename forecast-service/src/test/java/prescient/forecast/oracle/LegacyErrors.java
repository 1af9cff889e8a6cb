package prescient.forecast.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import prescient.forecast.calibration.Grade;
import prescient.forecast.csv.CsvSheet;
import prescient.forecast.csv.CsvTime;
import prescient.forecast.source.Source;

/** Errors as the legacy pulse read them from source_performance.csv: an empty one is 0. */
public final class LegacyErrors {

    private LegacyErrors() {}

    public static List<Grade> grades(CsvSheet sheet) {
        var grades = new ArrayList<Grade>();
        for (var row : sheet.byHeader()) {
            var source = Source.named(row.getOrDefault("source_name", ""));
            var error = row.getOrDefault("absolute_error", "");
            var value = error.isBlank() ? OptionalDouble.of(0) : LegacyText.number(error);
            var date = CsvTime.day(row.getOrDefault("date", ""));
            if (source.isPresent() && value.isPresent() && date.isPresent()) {
                grades.add(new Grade(
                        date.get(),
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
