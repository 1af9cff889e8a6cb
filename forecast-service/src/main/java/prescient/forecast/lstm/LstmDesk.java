package prescient.forecast.lstm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import prescient.forecast.city.City;
import prescient.forecast.lstm.LstmFile.Row;
import prescient.forecast.outside.SourceMeters;
import prescient.forecast.source.Absence;
import prescient.forecast.source.Maximum;
import prescient.forecast.source.Maximum.Silent;
import prescient.forecast.source.Source;
import prescient.forecast.source.SourceReport.Line;

/** What the model predicted, if there is one. Blocks; safe for many threads. */
@Startup // so that its meters are there from the start
@ApplicationScoped
public class LstmDesk {

    private final Optional<LstmFile> file;
    private final Duration oldest;
    private final SourceMeters meters;
    private final InstantSource clock;

    LstmDesk(LstmConfig config, SourceMeters meters, InstantSource clock) {
        this.file = config.file().map(LstmFile::new);
        this.oldest = config.oldest();
        this.meters = meters;
        this.clock = clock;
        if (file.isPresent()) {
            meters.expectValues(Source.LSTM.text(), Maximum.outcomes());
        }
    }

    /**
     * The maxima of today and tomorrow: a line for each, or none where no file is configured. The file is read anew
     * each time.
     *
     * @param today of the city's zone
     */
    public List<Line> ask(City city, LocalDate today) {
        if (file.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<Line>();
        try {
            var rows = file.get().rows();
            for (var day : List.of(today, today.plusDays(1))) {
                lines.add(new Line(Source.LSTM, day, maximum(rows, city.code(), day)));
            }
        } catch (IllegalArgumentException unreadable) {
            var reason = new Silent(Absence.FAILED, Objects.requireNonNull(unreadable.getMessage()));
            lines.add(new Line(Source.LSTM, today, reason));
            lines.add(new Line(Source.LSTM, today.plusDays(1), reason));
        }
        lines.forEach(line -> meters.value(Source.LSTM.text(), line.maximum().outcome()));
        return lines;
    }

    /** Of several lines about a day the last counts. */
    private Maximum maximum(List<Row> rows, String city, LocalDate day) {
        var row = rows.reversed().stream()
                .filter(each -> each.city().equals(city) && each.day().equals(day))
                .findFirst();
        if (row.isPresent() && row.get().madeAt().isBefore(clock.instant().minus(oldest))) {
            return new Silent(Absence.MISSING, "its prediction is older than " + oldest);
        }
        return Maximum.fahrenheit(row.map(found -> number(found.textF())).orElse(NullNode.instance));
    }

    private static JsonNode number(String text) {
        if (text.isEmpty()) {
            return NullNode.instance;
        }
        try {
            return DoubleNode.valueOf(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return TextNode.valueOf(text); // refused for what it is
        }
    }
}
