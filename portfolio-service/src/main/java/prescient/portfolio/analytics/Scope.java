package prescient.portfolio.analytics;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.portfolio.Input;
import prescient.problem.RequestProblem;

/**
 * Which trades are asked about.
 *
 * @param dimension all, strategy, venue, event or city
 * @param value of the dimension; {@code all} for all, {@code unknown} for trades of which it was not told
 * @param from first day in UTC, null for the first there is
 * @param to last day in UTC, null for the last there is
 */
record Scope(
        int portfolioId,
        String dimension,
        String value,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static final String ALL = "all";
    private static final int MAX_VALUE = 200;
    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    /** All trades of a portfolio in a period. @throws prescient.problem.Refused for what is no number or date */
    static Scope of(@Nullable String portfolioId, @Nullable String from, @Nullable String to) {
        int id = portfolioId == null ? 1 : Input.numberParameter("portfolio_id", portfolioId);
        var first = date("from", from);
        var last = date("to", to);
        if (first != null && last != null && last.isBefore(first)) {
            throw RequestProblem.INVALID_PARAMETER.with("to is before from");
        }
        return new Scope(id, ALL, ALL, first, last);
    }

    /** Only those of one strategy, venue, event or city. @throws prescient.problem.Refused if several are named */
    Scope only(@Nullable String strategy, @Nullable String venue, @Nullable String event, @Nullable String city) {
        var filters = new LinkedHashMap<String, @Nullable String>();
        filters.put("strategy", strategy);
        filters.put("venue", venue);
        filters.put("event", event);
        filters.put("city", city);
        filters.values().removeIf(java.util.Objects::isNull);
        if (filters.size() > 1) {
            throw AnalyticsProblem.ONE_FILTER_AT_A_TIME.with("filters: " + List.copyOf(filters.keySet()));
        }
        for (var filter : filters.entrySet()) {
            var named = filter.getValue();
            if (named == null || named.isEmpty() || named.length() > MAX_VALUE || named.indexOf('\0') >= 0) {
                throw RequestProblem.INVALID_PARAMETER.with(filter.getKey() + " is empty or too long");
            }
            return new Scope(portfolioId, filter.getKey(), named, from, to);
        }
        return this;
    }

    Scope all() {
        return new Scope(portfolioId, ALL, ALL, from, to);
    }

    boolean isAll() {
        return dimension.equals(ALL);
    }

    LocalDate firstDay() {
        return from == null ? FIRST : from;
    }

    LocalDate lastDay() {
        return to == null ? LAST : to;
    }

    private static @Nullable LocalDate date(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var day = LocalDate.parse(text);
            if (day.isBefore(FIRST) || day.isAfter(LAST)) {
                throw RequestProblem.INVALID_PARAMETER.with(name + " is not in the years 1970 to 9999");
            }
            return day;
        } catch (DateTimeParseException wrong) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is not a date like 2026-01-31");
        }
    }
}
