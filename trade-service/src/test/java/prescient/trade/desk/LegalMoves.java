package prescient.trade.desk;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A move that the code offers.
 *
 * @param from the state that offers it
 * @param name of its method
 */
record LegalMoves(String from, String name, String to) {

    /** All moves of a sealed interface of states. */
    static Set<LegalMoves> of(Class<?> states) {
        return Arrays.stream(states.getPermittedSubclasses())
                .flatMap(from -> Arrays.stream(from.getDeclaredMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> states.isAssignableFrom(method.getReturnType()))
                        .map(method -> new LegalMoves(name(from), method.getName(), name(method.getReturnType()))))
                .collect(Collectors.toSet());
    }

    /** The names of all states. */
    static Set<String> states(Class<?> states) {
        return Arrays.stream(states.getPermittedSubclasses())
                .map(LegalMoves::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The states that can be reached by at most this many moves; a state reaches itself. */
    static Set<String> reachable(Collection<LegalMoves> moves, String from, int steps) {
        Set<String> reached = new HashSet<>(List.of(from));
        for (int step = 0; step < steps; step++) {
            var now = Set.copyOf(reached);
            moves.stream().filter(move -> now.contains(move.from())).forEach(move -> reached.add(move.to()));
        }
        return reached;
    }

    private static String name(Class<?> state) {
        return state.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
