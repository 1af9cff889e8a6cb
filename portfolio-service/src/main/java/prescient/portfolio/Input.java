package prescient.portfolio;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.problem.RequestProblem;

/** What a value from outside has to look like. The failures' messages go to the caller. */
public final class Input {

    /** Most items that one request may carry. */
    public static final int MAX_ITEMS = 1000;

    private static final int MAX_TEXT = 4000;

    private Input() {}

    /**
     * @return the id as given
     * @throws NullPointerException if it is missing
     * @throws IllegalArgumentException unless it has 1 to 200 characters of {@code A-Z a-z 0-9 . _ : -}
     */
    public static String id(String field, @Nullable String value) {
        var id = required(field, value);
        if (!id.matches("[A-Za-z0-9._:-]{1,200}")) {
            throw new IllegalArgumentException(field + " is not an id of 1 to 200 letters, digits and . _ : -");
        }
        return id;
    }

    /** @throws IllegalArgumentException for more than 4000 characters or a NUL character */
    public static String text(String field, @Nullable String value) {
        var text = required(field, value);
        if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(field + " has more than 4000 characters or a NUL character");
        }
        return text;
    }

    /** @throws NullPointerException with the field's name, if the value is missing */
    public static <T> T required(String field, @Nullable T value) {
        return Objects.requireNonNull(value, field + " is missing");
    }

    /** @throws IllegalArgumentException unless the amount is above zero */
    public static Money positive(String field, @Nullable Money value) {
        var amount = required(field, value);
        if (!amount.isPositive()) {
            throw new IllegalArgumentException(field + " must be above zero");
        }
        return amount;
    }

    /** @throws IllegalArgumentException if the amount is below zero */
    public static Money notNegative(String field, @Nullable Money value) {
        var amount = required(field, value);
        if (amount.isNegative()) {
            throw new IllegalArgumentException(field + " must not be negative");
        }
        return amount;
    }

    /** @throws IllegalArgumentException unless it is one or more */
    public static int portfolioId(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("portfolio_id is missing or below 1");
        }
        return value;
    }

    /**
     * A copy of the items of a batch.
     *
     * @throws IllegalArgumentException for more than 1000 items or a null among them
     */
    public static <T> List<T> items(String field, @Nullable List<T> values) {
        var items = required(field, values);
        if (items.size() > MAX_ITEMS) {
            throw new IllegalArgumentException(field + " has more than " + MAX_ITEMS + " items");
        }
        if (items.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(field + " holds a null");
        }
        return List.copyOf(items);
    }

    /** The parsed body of a request. @throws prescient.problem.Refused if there was none */
    public static <T> T body(@Nullable T body) {
        if (body == null) {
            throw RequestProblem.MALFORMED_JSON.with("the request has no body");
        }
        return body;
    }

    /** A whole number from a path or query. @throws prescient.problem.Refused unless it is one from 1 on */
    public static int numberParameter(String name, String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is not a whole number from 1 on");
        }
        return Integer.parseInt(text);
    }

    /** An id from a path or query. @throws prescient.problem.Refused unless it has the form of one */
    public static String idParameter(String name, String text) {
        try {
            return id(name, text);
        } catch (IllegalArgumentException wrong) {
            throw RequestProblem.INVALID_PARAMETER.with(String.valueOf(wrong.getMessage()));
        }
    }

    /** The number of a cursor that counts, null without one. @throws prescient.problem.Refused for any other text */
    public static @Nullable Long cursor(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw RequestProblem.INVALID_PARAMETER.with("cursor is not one that a list gave");
        }
        return Long.valueOf(text);
    }
}
