package prescient.trade.notification;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test over one channel.
 *
 * @param outcome {@code delivered}, {@code failed}, or {@code off}
 * @param error why it failed; null otherwise
 */
@Schema(name = "NotificationTest")
record TestResult(String channel, String outcome, @Nullable String error) {}
