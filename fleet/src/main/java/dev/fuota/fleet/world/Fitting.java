package dev.fuota.fleet.world;

import dev.fuota.device.link.DeviceLink;
import dev.fuota.fleet.air.DeviceRadio;

/**
 * What is put into devices as they are made: taps that look on, and taps that spoil things. Devices
 * are numbered from 0 in the order in which they are made.
 */
public interface Fitting {
  /** Nothing. */
  Fitting NONE = new Fitting() {};

  /** What the device gets for its radio. */
  default DeviceRadio radio(int number, DeviceRadio radio) {
    return radio;
  }

  /** What the device gets for its link, MAC and all. */
  default DeviceLink link(int number, DeviceLink link) {
    return link;
  }

  /** The device is made, and not switched on. */
  default void made(int number, SimulatedDevice device) {}

  /** These, and nearer to the MAC {@code inner}. */
  default Fitting around(Fitting inner) {
    Fitting outer = this;
    return new Fitting() {
      @Override
      public DeviceRadio radio(int number, DeviceRadio radio) {
        return inner.radio(number, outer.radio(number, radio));
      }

      @Override
      public DeviceLink link(int number, DeviceLink link) {
        return outer.link(number, inner.link(number, link));
      }

      @Override
      public void made(int number, SimulatedDevice device) {
        outer.made(number, device);
        inner.made(number, device);
      }
    };
  }
}
