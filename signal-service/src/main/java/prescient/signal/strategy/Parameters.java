package prescient.signal.strategy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;

/**
 * A strategy's parameters for one run, all of them set and in range. Immutable.
 *
 * @param values by parameter name
 */
public record Parameters(Map<String, BigDecimal> values) {

    public Parameters {
        values = Map.copyOf(values);
    }

    /**
     * What the caller gave, with defaults for the rest.
     *
     * @throws prescient.problem.Refused on an unknown, renamed or empty parameter or a value out of range
     */
    public static Parameters of(List<Parameter> known, Map<String, @Nullable BigDecimal> given) {
        var values = new TreeMap<String, BigDecimal>();
        known.forEach(parameter -> values.put(parameter.name(), parameter.defaultValue()));
        given.forEach((name, value) -> values.put(name, checked(find(known, name), value)));
        return new Parameters(values);
    }

    /** A parameter in dollars. */
    Money money(Parameter parameter) {
        return new Money(value(parameter));
    }

    /** A parameter in dollars per share. */
    Price price(Parameter parameter) {
        return new Price(value(parameter));
    }

    /** A parameter that counts. */
    int count(Parameter parameter) {
        return value(parameter).intValueExact();
    }

    private BigDecimal value(Parameter parameter) {
        var value = values.get(parameter.name());
        if (value == null) {
            throw new IllegalStateException("the strategy does not declare " + parameter.name());
        }
        return value;
    }

    private static Parameter find(List<Parameter> known, String name) {
        for (var parameter : known) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
            if (name.equals(parameter.formerName())) {
                throw StrategyProblem.PARAMETER_RENAMED.with(name + " is called " + parameter.name() + " here");
            }
        }
        throw StrategyProblem.UNKNOWN_PARAMETER.with("the strategy has no parameter " + name);
    }

    private static BigDecimal checked(Parameter parameter, @Nullable BigDecimal value) {
        if (value == null) {
            throw StrategyProblem.PARAMETER_OUT_OF_RANGE.with(parameter.name() + " is null");
        }
        if (value.compareTo(parameter.min()) < 0 || value.compareTo(parameter.max()) > 0) {
            throw StrategyProblem.PARAMETER_OUT_OF_RANGE.with("%s lies in [%s, %s]"
                    .formatted(
                            parameter.name(),
                            parameter.min().toPlainString(),
                            parameter.max().toPlainString()));
        }
        if (value.stripTrailingZeros().scale() > parameter.decimals()) {
            throw StrategyProblem.PARAMETER_OUT_OF_RANGE.with(
                    parameter.name() + " has at most " + parameter.decimals() + " decimals");
        }
        return value;
    }
}
