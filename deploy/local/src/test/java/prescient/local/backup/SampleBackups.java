package prescient.local.backup;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Backups of nothing, for tests that are about their dates. */
public final class SampleBackups {

    private SampleBackups() {}

    /** One that was not judged yet. */
    static Manifest unjudged(String id, Instant created, boolean safety) {
        var figures = new Figures(Map.of(), new Figures.Ledger(0, 0, BigDecimal.ZERO, 0), List.of());
        return new Manifest(
                Manifest.FORMAT,
                id,
                created.toString(),
                Manifest.DIFFERENT,
                null,
                safety,
                List.of(),
                CopyDump.KIND,
                "built in",
                "18.6",
                Map.of(),
                figures,
                Manifest.JSON.createObjectNode().put("trades", 1),
                null,
                Map.of());
    }

    /** Puts a good one, made at {@code created}, among {@code backups}. */
    public static Manifest put(Backups backups, Instant created, boolean safety) throws IOException {
        var made = unjudged(backups.newId(created), created, safety).judged(List.of(), created.toString());
        made.write(Files.createDirectories(backups.folder(made)));
        return made;
    }
}
