package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;

/** What a network is told of a device before it hears it. */
public sealed interface DeviceRegistration {
  DeviceId device();

  /** A device activated by personalisation: address and keys are its for life. */
  record Personalised(DeviceId device, DevAddr devAddr, SessionKeys keys)
      implements DeviceRegistration {

    /** A device that is named by its address. */
    public static Personalised of(DevAddr devAddr, SessionKeys keys) {
      return new Personalised(DeviceId.of(devAddr), devAddr, keys);
    }
  }
}
