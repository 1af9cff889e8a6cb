package prescient.signal;

import java.util.Set;
import prescient.testing.HouseRules;

class RulesTest extends HouseRules {

    RulesTest() {
        super("signal");
    }

    @Override
    protected Set<String> plainNames() {
        return Set.of(
                "Books",
                "EntryMemory",
                "Ids",
                "Largest",
                "LegacyPreferences",
                "LegacyRounding",
                "LegacySignal",
                "SignalsFeature",
                "ArchiveForm",
                "ArchivesFeature",
                "Ranges",
                "RecordPull",
                "Recording",
                "RecordingDraft",
                "RecordingHash",
                "Replay",
                "Resolutions",
                "ScaledPrice",
                "Sheet",
                "Standing",
                "Watchlist");
    }
}
