package prescient.forecast.source;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the providers say about a city's days: one line for each provider and day, in the order of their columns.
 */
public record SourceReport(String city, List<Line> lines) {

    public SourceReport {
        lines = List.copyOf(lines);
    }

    /** What one of them says about one day. */
    public record Line(Source source, LocalDate day, Maximum maximum) {}

    /** The same with what another source says. */
    public SourceReport with(List<Line> more) {
        return new SourceReport(
                city, Stream.concat(lines.stream(), more.stream()).toList());
    }

    /** Degrees Fahrenheit by those who said something that can be used; empty when nobody did. */
    public Map<Source, Double> valuesF(LocalDate day) {
        var values = new EnumMap<Source, Double>(Source.class);
        for (var line : lines) {
            if (line.day().equals(day) && line.maximum() instanceof Maximum.Said(var valueF)) {
                values.put(line.source(), valueF);
            }
        }
        return values;
    }

    /** Who was left out, and why. */
    public List<Line> silent() {
        return lines.stream()
                .filter(line -> line.maximum() instanceof Maximum.Silent)
                .toList();
    }
}
