package prescient.signal.backtest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells recordings apart: equal for equal rows and markets. */
final class RecordingHash {

    /** Seven columns, as eight bytes each. */
    private static final int ROW = 7 * Long.BYTES;

    private RecordingHash() {}

    /** Hexadecimal SHA-256 over every column and every market. */
    static String of(Recording recording) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var row = ByteBuffer.allocate(ROW);
            for (int i = 0; i < recording.rows(); i++) {
                row.clear();
                row.putLong(recording.at[i]).putLong(recording.market[i]);
                row.putLong(recording.yes[i]).putLong(recording.no[i]);
                row.putDouble(recording.liquidity[i]).putDouble(recording.volume[i]);
                row.putDouble(recording.volume24hr[i]);
                digest.update(row.array());
            }
            for (var market : recording.markets) {
                digest.update(market.toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
