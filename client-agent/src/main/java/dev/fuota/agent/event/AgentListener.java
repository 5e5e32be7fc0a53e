package dev.fuota.agent.event;

/** Sees what happens on a device. Called on the device's thread, in the order of the events. */
@FunctionalInterface
public interface AgentListener {
  /** Listens to nothing. */
  AgentListener NONE = event -> {};

  void onEvent(AgentEvent event);
}
