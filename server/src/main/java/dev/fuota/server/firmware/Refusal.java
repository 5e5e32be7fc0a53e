package dev.fuota.server.firmware;

import dev.fuota.server.port.DeviceId;

/**
 * A device that is not sent the image.
 *
 * @param code stable name
 * @param sentence one line for a person
 */
public record Refusal(DeviceId device, Code code, String sentence) {

  /** Why. */
  public enum Code {
    /** The image is for other hardware. */
    WRONG_HARDWARE,
    /** It does not fit the device's slot, or payload and result do not together. */
    TOO_LARGE,
    /** It is not known what the device runs, or no image of that version is there (TR-01). */
    BASE_UNKNOWN,
    /** What the device runs is not what is known by its version (TR-01). */
    BASE_MISMATCH,
    /** The device applies no deltas, or none that it has memory for. */
    NO_DELTA_SUPPORT,
    /** The device expands no compressed images, or none that it has memory for. */
    NO_COMPRESSION_SUPPORT,
    /** The device runs a later version. */
    OLDER_VERSION,
    /** The device runs this version. */
    SAME_VERSION,
    /** The image may only be installed from a later version than the device's. */
    NEEDS_OTHER_VERSION
  }
}
