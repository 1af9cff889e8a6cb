package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be asked about forecasts, and which columns of the answer fit into a table. */
enum ForecastsQuestion {
    PREDICTIONS("city date env run_ts tmax_predicted spread_f confidence_score prediction_mode"),
    SNAPSHOTS("timestamp mean_forecast current_sigma sources_used weights_used"),
    OBSERVATIONS("observed_at source temperature_f"),
    DECISIONS("trade_date city env live decision reason chosen_market_subtitle mu_tmax_f sigma_f model_prob_yes"
            + " market_prob_yes edge_prob count settlement_tmax_f bucket_hit realized_pnl_dollars"),
    ALLOCATION(""),
    QUALITY(""),
    CITIES("code name station time_zone settlement_station"),
    CYCLES("cycle_id status parameters started_at finished_at"),
    CYCLE(""),
    RUN("");

    private final String columns;

    ForecastsQuestion(String columns) {
        this.columns = columns;
    }

    boolean needsCity() {
        return this == SNAPSHOTS || this == OBSERVATIONS;
    }

    boolean needsDay() {
        return switch (this) {
            case PREDICTIONS, SNAPSHOTS, OBSERVATIONS, DECISIONS, ALLOCATION, QUALITY -> true;
            case CITIES, CYCLES, CYCLE, RUN -> false;
        };
    }

    /** The path that answers it, with what the command was given; city, day and cycle are there where it needs them. */
    String path(ForecastsCommand given) {
        var only = given.city == null ? "" : "&city=" + encoded(given.city);
        return switch (this) {
            case PREDICTIONS -> "/forecast/predictions?trade_date=" + given.day;
            case SNAPSHOTS ->
                "/forecast/intraday-snapshots?trade_date=%s&limit=%d%s".formatted(given.day, given.limit, only);
            case OBSERVATIONS ->
                "/cities/%s/observations?day=%s&limit=%d".formatted(encoded(given.city), given.day, given.limit);
            case DECISIONS -> "/forecast/decisions?trade_date=%s&days=%d%s".formatted(given.day, given.days, only);
            case ALLOCATION -> "/forecast/allocation-scores?trade_date=" + given.day;
            case QUALITY ->
                "/forecast/calibration?from=%s&to=%s&env=%s%s"
                        .formatted(
                                Objects.requireNonNull(given.day).minusDays(given.days - 1L),
                                given.day,
                                encoded(given.env),
                                only);
            case CITIES -> "/cities?limit=" + given.limit;
            case CYCLES -> "/forecast/cycles?limit=" + given.limit;
            case CYCLE -> "/forecast/cycles/" + encoded(given.cycle);
            case RUN -> "/forecast/cycles";
        };
    }

    /** The answer as figures and lists: lists by the question's name, with the columns that fit. */
    JsonNode shown(JsonNode answer) {
        if (columns.isEmpty()) {
            return answer;
        }
        var rows = Output.object();
        var list = rows.putArray(name().toLowerCase(Locale.ROOT));
        var items = answer.has("items") ? answer.path("items") : answer;
        items.forEach(item -> add(list, item));
        return rows;
    }

    private void add(ArrayNode list, JsonNode item) {
        var row = list.addObject();
        Stream.of(columns.split(" ", -1)).filter(item::has).forEach(column -> row.set(column, item.path(column)));
    }

    private static String encoded(@Nullable String text) {
        return Lookup.encoded(Objects.requireNonNull(text));
    }
}
