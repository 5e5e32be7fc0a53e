package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;

/** What a network is told of a device before it hears it. */
public sealed interface DeviceRegistration {
  DeviceId device();

  LorawanVersion version();

  DeviceClass deviceClass();

  /** A device that joins (OTAA). */
  record Otaa(
      Eui devEui, Eui joinEui, JoinKeys keys, LorawanVersion version, DeviceClass deviceClass)
      implements DeviceRegistration {
    @Override
    public DeviceId device() {
      return new DeviceId(devEui.value());
    }
  }

  /** A device activated by personalisation (ABP): address and keys are its for life. */
  record Personalised(
      DeviceId device,
      DevAddr devAddr,
      SessionKeys keys,
      LorawanVersion version,
      DeviceClass deviceClass)
      implements DeviceRegistration {

    /** A class A device of LoRaWAN 1.0.4 that is named by its address. */
    public static Personalised of(DevAddr devAddr, SessionKeys keys) {
      return new Personalised(
          DeviceId.of(devAddr), devAddr, keys, LorawanVersion.V1_0_4, DeviceClass.A);
    }
  }
}
