package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.port.DeviceId;
import java.util.List;

/**
 * What some of the devices are sent.
 *
 * @param name for people, as {@code delta from 1.0.0}
 * @param file an MCUboot image: the new one itself, or what becomes it on the device
 * @param fwVersion FWversion of TS006 that the devices run afterwards
 * @param devices whom it is for, in the order in which they were given; not empty
 */
public record Form(String name, Bytes file, long fwVersion, List<DeviceId> devices) {
  public Form {
    devices = List.copyOf(devices);
  }
}
