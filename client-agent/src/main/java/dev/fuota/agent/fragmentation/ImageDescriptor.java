package dev.fuota.agent.fragmentation;

import dev.fuota.protocol.codec.Bytes;

/**
 * The Descriptor of a fragmentation session, as this product fills it: what the block is and for
 * which hardware. A device decides by it alone whether it wants the block.
 *
 * <pre>
 * 0     0x4D: a MCUboot image
 * 1     0
 * 2..3  the first two octets of the class id of the hardware; 00 00: any
 * </pre>
 */
public final class ImageDescriptor {
  private static final int MCUBOOT_IMAGE = 0x4d;
  private static final int TAG_AT = 2;
  private static final int TAG_LENGTH = 2;
  private static final Bytes BLANK = Bytes.of(new byte[4]);
  private static final Bytes ANY_HARDWARE = Bytes.of(new byte[TAG_LENGTH]);

  private ImageDescriptor() {}

  /** Whether a descriptor says nothing: its four octets are zero. */
  public static boolean isBlank(Bytes descriptor) {
    return descriptor.equals(BLANK);
  }

  /**
   * Whether a block with this descriptor is an image for this device.
   *
   * @param descriptor 4 octets
   * @param classId the class id of the device's hardware, at least 2 octets
   */
  public static boolean isFor(Bytes classId, Bytes descriptor) {
    Bytes tag = descriptor.slice(TAG_AT, TAG_LENGTH);
    return descriptor.at(0) == MCUBOOT_IMAGE
        && descriptor.at(1) == 0
        && (tag.equals(ANY_HARDWARE) || tag.equals(classId.slice(0, TAG_LENGTH)));
  }
}
