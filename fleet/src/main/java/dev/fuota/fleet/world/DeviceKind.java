package dev.fuota.fleet.world;

import dev.fuota.agent.runtime.DeviceLimits;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.device.config.FlashSettings;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageTrailer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The hardware of the simulated devices: an STM32L4 with 1 MiB of flash, divided as {@link
 * #PARTITIONS} says. {@link #LIMITS} says how much they do at once.
 */
public final class DeviceKind {
  public static final FlashProfile FLASH = FlashProfile.STM32L4;

  private static final int KIB = 1024;

  public static final FlashMap.Sizes PARTITIONS = FlashSettings.USUAL;

  /** Octets that an image with its TLVs may have. */
  public static final int SLOT_LIMIT = ImageTrailer.of(PARTITIONS.download()).startOffset();

  /** All multicast groups; one block at a time, of which 640 lost fragments can be repaired. */
  public static final DeviceLimits LIMITS = new DeviceLimits(4, 4, 640, 192 * KIB);

  private static final long HARDWARE_VERSION = 1;

  private DeviceKind() {}

  /**
   * What such a device is.
   *
   * @param classId 16 octets
   */
  public static Hardware hardware(Bytes classId) {
    return new Hardware(classId, HARDWARE_VERSION);
  }

  public static FlashMap map(Flash flash) {
    return FlashMap.of(flash, PARTITIONS);
  }

  /** A part as it leaves the factory: {@code image} in the primary slot, all else erased. */
  public static NorFlash factoryFlash(Bytes image) {
    return factoryFlash(image, FLASH, PARTITIONS);
  }

  /** Another part as it leaves the factory. */
  public static NorFlash factoryFlash(Bytes image, FlashProfile profile, FlashMap.Sizes sizes) {
    NorFlash flash = new NorFlash(profile, new PowerSupply(0));
    Flash primary = FlashMap.of(flash, sizes).primary();
    int granule = primary.geometry().programSize();
    byte[] padded = new byte[primary.geometry().alignUp(image.length())];
    ByteBuffer content = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
    image.putTo(content);
    while (content.hasRemaining()) {
      content.put((byte) primary.geometry().erasedValue());
    }
    for (int at = 0; at < padded.length; at += granule) {
      primary.program(at, ByteBuffer.wrap(padded, at, granule));
    }
    return flash;
  }

  /** All octets of a partition. */
  public static Bytes content(Flash partition) {
    ByteBuffer content = ByteBuffer.allocate(partition.geometry().size());
    partition.read(0, content);
    return Bytes.of(content.array());
  }
}
