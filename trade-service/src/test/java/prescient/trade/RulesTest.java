package prescient.trade;

import java.util.Set;
import prescient.testing.HouseRules;

class RulesTest extends HouseRules {

    RulesTest() {
        super("trade");
    }

    @Override
    protected Set<String> plainNames() {
        return Set.of(
                "TradesFeature",
                "TradingState",
                "TradeIndex",
                "TradeRows",
                "Draft",
                "OddTrades",
                "CashRule",
                "SettlementRule",
                "Matching",
                "Depth",
                "EventQueue",
                "EventLoop",
                "FaultPlan",
                "BookSetup",
                "TradeLife",
                "Onward",
                "KalshiSigner",
                "KalshiParser",
                "Fields",
                "SocketMessages",
                "LivePermission",
                "Detector",
                "Streaks",
                "Restarts",
                "Case",
                "FeedWatch",
                "Observation",
                "FileChanges",
                "Listener",
                "StatusView",
                "NotificationMemory",
                "Saved");
    }
}
