package prescient.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;

/** Which labels a selector means. */
final class Selectors {

    private Selectors() {}

    static boolean matches(LabelSelector selector, Map<String, String> labels) {
        return contains(labels, selector.getMatchLabels())
                && selector.getMatchExpressions().stream().allMatch(expression -> matches(expression, labels));
    }

    static boolean contains(Map<String, String> labels, Map<String, String> wanted) {
        return wanted == null || labels.entrySet().containsAll(wanted.entrySet());
    }

    private static boolean matches(LabelSelectorRequirement expression, Map<String, String> labels) {
        if (!expression.getOperator().equals("In")) {
            throw new AssertionError("operator " + expression.getOperator() + " is not understood here");
        }
        return expression.getValues().contains(labels.get(expression.getKey()));
    }
}
