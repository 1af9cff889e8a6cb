/**
 * The active trade supervisor of the desk: looks at every open trade once a second, and asks the trade manager to close
 * those that a stop rule says. It hears of trades, and speaks to the manager, by messages only. Feeds that fall silent
 * raise an alarm and leave the rules on: what was last known is judged, and shows its age.
 */
package prescient.trade.active;
