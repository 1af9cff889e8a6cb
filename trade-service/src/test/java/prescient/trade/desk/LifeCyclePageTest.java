package prescient.trade.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the life cycle is what the code allows. */
class LifeCyclePageTest {

    private static final Pattern MOVE = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| `(\\w+)` \\| \\S.* \\|$");
    private static final Pattern STATE = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| (yes )?\\|$");

    @Test
    void theMovesOfATradeAreThoseOfThePage() throws IOException {
        assertThat(moves(page("## Trades", "## Orders"))).isEqualTo(LegalMoves.of(TradeState.class));
    }

    @Test
    void theMovesOfAnOrderAreThoseOfThePage() throws IOException {
        assertThat(moves(page("## Orders", null))).isEqualTo(LegalMoves.of(OrderState.class));
    }

    @Test
    void theStatesOfATradeAreThoseOfThePage() throws IOException {
        var told = STATE.matcher(page("## Trades", "## Orders"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(LegalMoves.states(TradeState.class));
    }

    private static Set<LegalMoves> moves(String section) {
        return MOVE.matcher(section)
                .results()
                .map(found -> new LegalMoves(found.group(1), found.group(2), found.group(3)))
                .collect(Collectors.toSet());
    }

    private static String page(String from, String to) throws IOException {
        var text = Files.readString(Path.of(System.getProperty("prescient.root", ".."), "docs", "trade-life-cycle.md"));
        var end = to == null ? text.length() : text.indexOf(to);
        return text.substring(text.indexOf(from), end);
    }
}
