package dev.fuota.device;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.AgentListener;
import dev.fuota.boot.BootResult;
import dev.fuota.device.install.InstallOrder;
import dev.fuota.device.install.Target;

/** Sees what happens to a device and on it. Called on the device's thread. */
public interface DeviceListener extends AgentListener {
  /** Listens to nothing. */
  DeviceListener NONE = new DeviceListener() {};

  @Override
  default void onEvent(AgentEvent event) {}

  /** The bootloader came to its end; if it started nothing, the device stays off. */
  default void onBooted(BootResult result) {}

  /** The target is asked to run this. */
  default void onInstalling(InstallOrder order) {}

  /** The target has answered. */
  default void onInstallResult(InstallOrder order, Target.Result result) {}
}
