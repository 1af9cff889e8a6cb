package prescient.bench.forecast;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import prescient.local.Suite;
import prescient.local.postgres.PostgresLogin;

/** Rows of the forecasts, made where they lie. They keep to all keys: a copy is of another city, or of other days. */
final class ForecastRows {

    /** How many times as many rows {@link #multiply} makes. */
    static final int FACTOR = 1_000;

    private static final int CITIES = 20;
    private static final int PERIODS = 50;
    /** The real rows are about 13 days. */
    private static final int PERIOD_DAYS = 14;

    private static final List<String> TABLES = List.of(
            "predictions",
            "intraday_snapshots",
            "hourly_snapshots",
            "source_performance",
            "source_weights",
            "eval_events",
            "eval_metrics",
            "decisions",
            "forecast_trades");

    private final Suite suite;

    ForecastRows(Suite suite) {
        this.suite = suite;
    }

    /**
     * A copy of the real rows.
     *
     * @param suffix behind the codes of its cities
     * @param days that it lies before the real ones
     */
    record Copy(String suffix, int days) {

        /** The real rows themselves. */
        static final List<Copy> NONE = List.of(new Copy("", 0));

        static final List<Copy> ALL = IntStream.range(0, FACTOR)
                .mapToObj(copy ->
                        new Copy(copy % CITIES == 0 ? "" : "-" + copy % CITIES, copy / CITIES % PERIODS * PERIOD_DAYS))
                .toList();
    }

    /** Empties all tables, those of the cities but for the first four as well. */
    void clear() {
        sql("TRUNCATE " + String.join(", ", TABLES) + ", shadow_outbox");
        sql("DELETE FROM cities WHERE code NOT IN ('ny', 'il', 'tx', 'fl')");
    }

    /** Rows of all tables together. */
    long count() {
        long count = 0;
        for (var table : TABLES) {
            count +=
                    Long.parseLong(column("SELECT count(*)::text FROM " + table).getFirst());
        }
        return count;
    }

    /** Adds all copies but the real rows to them. */
    void multiply() {
        sql(
                "CREATE TEMP TABLE copies AS SELECT CASE c WHEN 0 THEN '' ELSE '-' || c END AS suffix, d * "
                        + PERIOD_DAYS
                        + " AS days FROM generate_series(0, " + (CITIES - 1) + ") c, generate_series(0, "
                        + (PERIODS - 1)
                        + ") d WHERE c > 0 OR d > 0",
                "INSERT INTO cities (code, name, station, time_zone, latitude, longitude)"
                        + " SELECT DISTINCT code || suffix, name, station, time_zone, latitude, longitude"
                        + " FROM cities, copies WHERE suffix <> ''",
                TABLES.stream().map(this::copies).toArray(String[]::new));
        settle();
    }

    /**
     * Cities and grades of them; of each city's day one prediction of the evening before, too.
     *
     * @param from first day
     */
    void grade(int cities, int sources, String from, int days) {
        sql("INSERT INTO cities (code, name, station, time_zone, latitude, longitude)"
                + " SELECT 'q' || c, 'City ' || c, 'KQQQ', 'America/New_York', 40, -74 FROM generate_series(1, "
                + cities + ") c ON CONFLICT DO NOTHING");
        var every = " FROM generate_series(1, %d) c, generate_series(0, %d) d".formatted(cities, days - 1);
        var predicted = "40 + (c * 7 + d * 13 %s) %% 4000 / 100.0";
        sql("INSERT INTO source_performance (city_code, source_name, date, predicted_tmax, actual_tmax, absolute_error)"
                + " SELECT 'q' || c, 'source-' || s, date '" + from
                + "' + d, predicted, actual, abs(predicted - actual)"
                + every + ", generate_series(1, " + sources + ") s, LATERAL (SELECT "
                + predicted.formatted("+ s * 31") + " AS predicted, 40 + (c * 7 + d * 13) % 4000 / 100 AS actual) f");
        var providers = List.of(
                "tmax_predicted",
                "tmax_open_meteo",
                "tmax_visual_crossing",
                "tmax_tomorrow",
                "tmax_weatherapi",
                "tmax_google_weather",
                "tmax_openweathermap",
                "tmax_pirateweather",
                "tmax_weather_gov",
                "tmax_lstm");
        sql("INSERT INTO predictions (city_code, trade_date, run_ts, run_ts_offset, env, "
                + String.join(", ", providers) + ") SELECT 'q' || c, date '" + from + "' + d, date '" + from
                + "' + d - interval '6 hours', -300, 'prod', "
                + String.join(
                        ", ",
                        IntStream.range(0, providers.size())
                                .mapToObj(s -> predicted.formatted("+ " + s * 31))
                                .toList())
                + every);
        settle();
    }

    /** Statistics, and pages that are known to be visible, as after a night. */
    private void settle() {
        TABLES.forEach(table -> sql("VACUUM (ANALYZE) " + table));
        sql("CHECKPOINT");
    }

    private String copies(String table) {
        var names = column("SELECT column_name FROM information_schema.columns WHERE table_schema = 'forecast'"
                + " AND table_name = '" + table + "' AND is_generated = 'NEVER' ORDER BY ordinal_position");
        var types = column("SELECT data_type FROM information_schema.columns WHERE table_schema = 'forecast'"
                + " AND table_name = '" + table + "' AND is_generated = 'NEVER' ORDER BY ordinal_position");
        var values = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            values.add(
                    switch (types.get(i)) {
                        case "date" -> name + " - days";
                        case "timestamp with time zone" -> name + " - make_interval(days => days)";
                        default ->
                            name.equals("city_code")
                                    ? name + " || suffix"
                                    : name.equals("legacy_position") ? "NULL" : name;
                    });
        }
        return "INSERT INTO " + table + " (" + String.join(", ", names) + ") SELECT " + String.join(", ", values)
                + " FROM " + table + " CROSS JOIN copies";
    }

    private void sql(String first, String second, String... more) {
        try (var connection = suite.login().connect(PostgresLogin.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute("SET search_path = forecast");
            statement.execute(first);
            statement.execute(second);
            for (var next : more) {
                statement.execute(next);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    private void sql(String command) {
        sql("SET timezone = 'UTC'", command);
    }

    private List<String> column(String query) {
        try (var connection = suite.login().connect(PostgresLogin.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute("SET search_path = forecast");
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }
}
