package dev.fuota.protocol.lorawan.classb;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.Aes128;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * When ping slots are (LoRaWAN 1.0.4, sections 14.1 and 15): a beacon period of 128 s has 4096
 * slots of 30 ms behind the time reserved for the beacon; an address has every {@link #period}th of
 * them, from an offset on that changes from beacon to beacon.
 *
 * <pre>
 * Rand = AES(0, beacon time 4 | address 4 | 00 * 8), offset = (Rand[0] + 256 * Rand[1]) mod period
 * </pre>
 */
public final class PingSlots { // MAC-075, MAC-078
  /** From beacon to beacon. */
  public static final Duration BEACON_PERIOD = Duration.ofSeconds(128);

  /** From the start of the beacon to the first slot. */
  public static final Duration BEACON_RESERVED = Duration.ofMillis(2_120);

  /** Before the next beacon: nothing may be on air. */
  public static final Duration BEACON_GUARD = Duration.ofSeconds(3);

  public static final Duration SLOT = Duration.ofMillis(30);

  /** Slots of a beacon period. */
  public static final int SLOTS = 4096;

  /** The least frequent periodicity: one slot a beacon period. */
  public static final int PERIODICITY_MAX = 7;

  private static final long BEACON_PERIOD_SECONDS = BEACON_PERIOD.toSeconds();

  /** Its key is the same for all, and only the cipher is not: one for each thread. */
  private static final ThreadLocal<Aes128> AES =
      ThreadLocal.withInitial(() -> new Aes128(AesKey.of(Bytes.of(new byte[AesKey.LENGTH]))));

  private PingSlots() {}

  /** Slots in a beacon period: 2^(7 - periodicity), with a periodicity of 0..7. */
  public static int count(int periodicity) {
    if (periodicity < 0 || periodicity > PERIODICITY_MAX) {
      throw new IllegalArgumentException("a periodicity is 0..7, not " + periodicity);
    }
    return 1 << (PERIODICITY_MAX - periodicity);
  }

  /** From slot to slot of an address: 2^(5 + periodicity), with a periodicity of 0..7. */
  public static int period(int periodicity) {
    return SLOTS / count(periodicity);
  }

  /**
   * The first slot of an address in a beacon period: 0..period - 1.
   *
   * @param beaconGpsSeconds at which the period begins, a multiple of 128
   */
  public static int offset(long beaconGpsSeconds, DevAddr address, int periodicity) {
    ByteBuffer block = ByteBuffer.allocate(Aes128.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt((int) beaconGpsSeconds);
    address.putTo(block);
    Bytes random = AES.get().encrypt(Bytes.of(block.array()));
    return (random.at(0) | random.at(1) << Byte.SIZE) % period(periodicity);
  }

  /** The beginning of slot {@code slot}, 0..4095, of a beacon period: GPS time in milliseconds. */
  public static long gpsMillis(long beaconGpsSeconds, int slot) {
    return beaconGpsSeconds * 1000 + BEACON_RESERVED.toMillis() + slot * SLOT.toMillis();
  }

  /** The beacon period in which a GPS time, not negative, lies: its first second. */
  public static long beaconBefore(long gpsMillis) {
    return gpsMillis / BEACON_PERIOD.toMillis() * BEACON_PERIOD_SECONDS;
  }

  /** The first slot of an address that begins later than {@code afterGpsMillis}, 0 or more. */
  public static long nextSlotGpsMillis(long afterGpsMillis, DevAddr address, int periodicity) {
    long beacon = beaconBefore(afterGpsMillis);
    int period = period(periodicity);
    long first = gpsMillis(beacon, offset(beacon, address, periodicity));
    long step = period * SLOT.toMillis();
    long ordinal = afterGpsMillis < first ? 0 : (afterGpsMillis - first) / step + 1;
    if (ordinal < count(periodicity)) {
      return first + ordinal * step;
    }
    long next = beacon + BEACON_PERIOD_SECONDS;
    return gpsMillis(next, offset(next, address, periodicity));
  }
}
