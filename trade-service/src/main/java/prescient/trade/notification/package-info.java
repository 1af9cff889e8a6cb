/**
 * What a person is told, by webhook and by e-mail. In numbered lines:
 *
 * <ol>
 *   <li>whoever finds something worth telling makes a {@link prescient.trade.notification.Notice} of it, and stores it
 *       with what it tells of, or hands it to {@link prescient.trade.notification.NotificationDesk};
 *   <li>the same key is told once, counted while it lasts, and told again after a while;
 *   <li>a relay for each channel makes messages of what waits and sends them, with the same id until one is taken;
 *   <li>without PostgreSQL all this goes on in memory, and is stored when it is back.
 * </ol>
 */
@NullMarked
package prescient.trade.notification;

import org.jspecify.annotations.NullMarked;
