package dev.fuota.server.chirpstack;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;

/** Is told what the port of a network does not say. */
public interface ChirpstackListener {

  /** A device has a new session. */
  default void onJoin(DeviceId device, DevAddr devAddr) {}

  default void onTrouble(Trouble trouble) {}
}
