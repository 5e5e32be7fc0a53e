package dev.fuota.fleet.fault;

import java.util.Locale;

/** A step of an update, as a device goes through it. */
public enum Moment {
  /** From the start of an application without session to its session. */
  JOIN,
  /** From the request to define a multicast group to the answer. */
  GROUP_SETUP,
  /** From the request for a multicast session to the answer. */
  SESSION_SETUP,
  /** From the request for a fragmentation session to the answer. */
  FRAGMENTATION_SETUP,
  /** From the question what is missing to the answer. */
  STATUS,
  /** From the last fragment that was needed to an image that was checked. */
  COMPLETE,
  /** The run of the bootloader that installs the image. */
  BOOT,
  /** From the first start of the new firmware to its confirmation. */
  UPDATED;

  /** As files name it, such as {@code session-setup}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
