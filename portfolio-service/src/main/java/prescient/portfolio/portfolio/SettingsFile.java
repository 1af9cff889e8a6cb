package prescient.portfolio.portfolio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Changed;
import prescient.portfolio.books.Books;
import prescient.portfolio.books.FileProblem;
import prescient.portfolio.books.PortfolioFeature;
import prescient.portfolio.books.Settings;

/** The one portfolio of the legacy files. */
@ApplicationScoped
class SettingsFile {

    private final PortfolioFeature feature;
    private final ObjectMapper json;

    SettingsFile(PortfolioFeature feature, ObjectMapper json) {
        this.feature = feature;
        this.json = json;
    }

    Optional<Portfolio> find(int portfolioId) {
        return portfolioId == Books.PORTFOLIO
                ? Optional.of(feature.live().ask(SettingsFile::portfolio))
                : Optional.empty();
    }

    List<Portfolio> list(long afterId, Portfolio.@Nullable Status status, int limit) {
        return find(Books.PORTFOLIO)
                .filter(found ->
                        limit > 0 && found.portfolioId() > afterId && (status == null || found.status() == status))
                .stream()
                .toList();
    }

    /** Empty if the name is taken; there can be no second portfolio. */
    Changed<Optional<Integer>> create(Portfolio.Creation creation) {
        var taken = feature.live().ask(books -> books.header().settings().name().equals(creation.name()));
        if (!taken) {
            throw FileProblem.FILE_MODE_HAS_ONE_PORTFOLIO.with("name " + creation.name());
        }
        return Changed.nothing(Optional.empty());
    }

    Optional<Portfolio> same(Portfolio.Creation creation) {
        return find(Books.PORTFOLIO)
                .filter(found -> found.name().equals(creation.name())
                        && found.description().equals(creation.description())
                        && found.strategyType().equals(creation.strategyType())
                        && found.initialBalance().equals(creation.initialBalance())
                        && isSame(found.strategyConfig(), creation.configText()));
    }

    Changed<Boolean> change(int portfolioId, Portfolio.Change change) {
        if (portfolioId != Books.PORTFOLIO) {
            return Changed.nothing(false);
        }
        return feature.live().change(draft -> {
            var old = draft.header().settings();
            var status = change.status();
            var next = new Settings(
                    or(change.name(), old.name()),
                    or(change.description(), old.description()),
                    or(change.strategyType(), old.strategyType()),
                    status == null ? old.status() : status.word(),
                    or(change.strategyConfig(), old.strategyConfig()));
            if (!next.equals(old)) {
                draft.header(draft.header().with(next));
            }
            return true;
        });
    }

    Changed<Optional<PortfolioTable.Before>> setStatus(int portfolioId, Portfolio.Status status) {
        if (portfolioId != Books.PORTFOLIO) {
            return Changed.nothing(Optional.empty());
        }
        return feature.live().change(draft -> {
            var settings = draft.header().settings();
            var before = status(settings.status());
            if (before != Portfolio.Status.ARCHIVED && before != status) {
                draft.header(draft.header().with(settings.withStatus(status.word())));
            }
            return Optional.of(new PortfolioTable.Before(settings.name(), before));
        });
    }

    private boolean isSame(String one, String other) {
        try {
            return json.readTree(one).equals(json.readTree(other));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Portfolio portfolio(Books books) {
        var header = books.header();
        var settings = header.settings();
        var unrealized = books.unrealized();
        return new Portfolio(
                Books.PORTFOLIO,
                settings.name(),
                settings.description(),
                settings.strategyType(),
                Books.CAPITAL,
                header.balance(),
                header.reserved(),
                header.invested(),
                header.realized().plus(unrealized),
                header.realized(),
                unrealized,
                books.openPositions(),
                header.trades(),
                status(settings.status()),
                header.createdAt(),
                header.lastUpdated(),
                settings.strategyConfig());
    }

    private static Portfolio.Status status(String word) {
        return Portfolio.Status.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String or(@Nullable String next, String old) {
        return next == null ? old : next;
    }
}
