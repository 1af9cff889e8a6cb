/** Signals from generation to outcome. {@code SignalStatus} holds the lifecycle. */
package prescient.signal.signal;
