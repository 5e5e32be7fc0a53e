package dev.fuota.device;

import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.boot.Strategy;
import dev.fuota.hal.flash.FlashMap;

/**
 * What a whole device is.
 *
 * @param partitions how its flash is divided
 * @param strategy how its bootloader installs an image. A device with a target of its own keeps in
 *     its flash what the target runs, and has no use for slots that change places: {@link
 *     Strategy#IN_PLACE}
 */
public record DeviceSetup(AgentConfig agent, FlashMap.Sizes partitions, Strategy strategy) {
  BootSetup boot() {
    return new BootSetup(partitions, strategy, agent.keys().signers(), agent.hardware().classId());
  }
}
