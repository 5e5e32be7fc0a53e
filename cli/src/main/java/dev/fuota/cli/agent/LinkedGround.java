package dev.fuota.cli.agent;

import dev.fuota.device.link.DeviceLink;

/** Where a LoRaWAN device lives, with what joins it with its network. */
interface LinkedGround extends Ground {
  DeviceLink link();
}
