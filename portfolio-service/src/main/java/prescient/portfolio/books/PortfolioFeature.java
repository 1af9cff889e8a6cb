package prescient.portfolio.books;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Collection;
import prescient.cutover.Collection.Comparison;
import prescient.cutover.CutoverConfig;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.Mode;
import prescient.cutover.RecordStore;

/** The portfolio and its positions, which {@code portfolio.json} holds. */
@ApplicationScoped
public class PortfolioFeature implements Feature {

    private final CutoverConfig config;
    private final PortfolioRecordTable records;
    private final HandOverTable handOver;
    private final InstantSource clock;
    private final @Nullable PortfolioFile live;

    PortfolioFeature(CutoverConfig config, PortfolioRecordTable records, HandOverTable handOver, InstantSource clock) {
        this.config = config;
        this.records = records;
        this.handOver = handOver;
        this.clock = clock;
        this.live = config.legacy()
                .dir()
                .map(dir -> new PortfolioFile(
                        new LegacyFolder(dir, config.legacy().zone()),
                        config.legacy().zone(),
                        true,
                        clock))
                .orElse(null);
    }

    /** The file that the suite works on. @throws IllegalStateException without a legacy folder */
    public PortfolioFile live() {
        if (live == null) {
            throw new IllegalStateException("there is no folder of legacy files");
        }
        return live;
    }

    @Override
    public String name() {
        return "portfolio";
    }

    /** The positions first: the portfolio's cash is what they left. */
    @Override
    public List<Collection> collections() {
        return List.of(
                new Collection(PortfolioRecords.POSITIONS, Comparison.ROWS),
                new Collection(PortfolioRecords.PORTFOLIO, Comparison.ROWS));
    }

    @Override
    public PortfolioFile file() {
        return live();
    }

    @Override
    public PortfolioFile file(LegacyFolder folder) {
        // The live folder is read through the one who writes it, so that the file and what is beside it belong
        // together.
        return live != null && live.is(folder)
                ? live
                : new PortfolioFile(folder, config.legacy().zone(), false, clock);
    }

    @Override
    public RecordStore database() {
        return records;
    }

    @Override
    public @Nullable String defect(LegacyRecord fromFile) {
        var zone = config.legacy().zone();
        var value = fromFile.value();
        try {
            if (fromFile.collection().equals(PortfolioRecords.PORTFOLIO)) {
                new LegacyFields(value, zone).onlyThese(LegacyHeader.KEYS);
                LegacyHeader.of(value, zone);
            } else {
                new LegacyFields(value, zone).onlyThese(LegacyPosition.KEYS);
                var form = LegacyPosition.of(value, zone);
                if (!fromFile.notes().containsKey(Notes.BOOKINGS)) {
                    Notes.holding(0, value, form, 1);
                }
            }
            return null;
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
    }

    /** Reservations and settings have no place in the file's records. */
    @Override
    public void handOver(Mode from, Mode to) {
        if (from.trustsFile() && !to.trustsFile()) {
            var books = live().ask(HandOverTable.State::of);
            handOver.write(books);
        } else if (!from.trustsFile() && to.trustsFile()) {
            var strangers = handOver.strangers();
            if (!strangers.isEmpty()) {
                throw FileProblem.FILE_MODE_HAS_ONE_PORTFOLIO.with(String.join(", ", strangers));
            }
            take(handOver.read());
        }
    }

    private void take(HandOverTable.State state) {
        live().change(draft -> {
            var given = new ArrayList<String>();
            state.holds().forEach(hold -> {
                given.add(hold.orderId());
                draft.put(hold);
            });
            for (var hold : draft.before().holds()) {
                if (hold.isOpen() && !given.contains(hold.orderId())) {
                    draft.put(hold.ended("released", hold.at()));
                }
            }
            draft.header(draft.header().with(state.settings()).with(draft.held()));
            return true;
        });
    }

    @PreDestroy
    void close() {
        if (live != null) {
            live.close();
        }
    }
}
