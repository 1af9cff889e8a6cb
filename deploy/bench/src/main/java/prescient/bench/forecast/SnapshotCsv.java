package prescient.bench.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** {@code intraday_forecasts.csv} of any length, made the same way each time. */
final class SnapshotCsv {

    private static final List<String> CITIES = List.of("ny", "il", "tx", "fl");
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    private static final int A_DAY = 48 * CITIES.size();
    private static final String HEADER = "timestamp,city,trade_date,mean_forecast,current_sigma,tmax_open_meteo,"
            + "tmax_visual_crossing,tmax_tomorrow,tmax_weatherapi,tmax_google_weather,tmax_openweathermap,"
            + "tmax_pirateweather,tmax_weather_gov,sources_used,weights_used";
    private static final String SOURCES = "\"google-weather,open-meteo,openweathermap,pirateweather,tomorrow,"
            + "visual-crossing,weather.gov,weatherapi\",\"google-weather:0.1250,open-meteo:0.1250,"
            + "openweathermap:0.1250,pirateweather:0.1250,tomorrow:0.1250,visual-crossing:0.1250,"
            + "weather.gov:0.1250,weatherapi:0.1250\"";

    private SnapshotCsv() {}

    /** Writes {@code rows} snapshots, one of each city every half hour, below {@code folder}. */
    static void write(Path folder, int rows) {
        try {
            Files.createDirectories(folder);
            try (var file = Files.newBufferedWriter(folder.resolve("intraday_forecasts.csv"), StandardCharsets.UTF_8)) {
                file.write(HEADER + "\r\n");
                for (int row = 0; row < rows; row++) {
                    file.write(row(row) + "\r\n");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String row(int number) {
        var day = FIRST.plusDays(number / A_DAY);
        int halfHour = number % A_DAY / CITIES.size();
        var values = new StringBuilder();
        for (int source = 0; source < 8; source++) {
            values.append(String.format(Locale.ROOT, "%.4f,", 30 + (number * 37L + source * 211L) % 4000 / 100.0));
        }
        return String.format(
                Locale.ROOT,
                "%sT%02d:%02d:02.%06d-05:00,%s,%s,%.4f,%.4f,%s%s",
                day,
                halfHour / 2,
                halfHour % 2 * 30,
                1 + number % 999_999,
                CITIES.get(number % CITIES.size()),
                day,
                30 + number % 4000 / 100.0,
                number % 300 / 100.0,
                values,
                SOURCES);
    }
}
