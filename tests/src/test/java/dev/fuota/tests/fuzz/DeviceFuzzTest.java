package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.conformance.device.SampleFirmware;
import dev.fuota.conformance.device.VirtualDevice;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.protocol.time.GpsTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A whole device. In both tests bit 0 of the first octet is the version of the packages; what
 * follows are operations, each with an octet that says which.
 */
class DeviceFuzzTest {
  private static final int OPERATIONS_MAX = 200;
  private static final int UPLINKS_WAITING_MAX = 32;
  private static final int[] PORTS = {200, 201, 202, 203, 225, 1, 223, 0};
  private static final Duration A_WHILE = Duration.ofHours(1);

  /** Any sequence of downlinks, times and resets leaves a device that works. */
  @FuzzTest
  void anythingHappens(byte[] input) {
    Octets octets = new Octets(input);
    VirtualDevice device = device(octets.next());
    for (int i = 0; i < OPERATIONS_MAX && octets.more(); i++) {
      operate(device, octets);
      device.run(Duration.ZERO);
      assertThat(device.agent().status().uplinksWaiting()).isLessThanOrEqualTo(UPLINKS_WAITING_MAX);
    }
    checkAlive(device);
  }

  private static VirtualDevice device(int choice) {
    PackageVersion version = (choice & 1) == 0 ? PackageVersion.V1 : PackageVersion.V2;
    return new VirtualDevice(
        new VirtualDevice.Setup(
            AesKey.fromHex("00112233445566778899aabbccddeeff"),
            RootKeyKind.GEN_APP_KEY,
            Packages.all(version),
            4,
            4,
            20_000,
            SampleFirmware.version(0x0100_0000),
            7));
  }

  private static void operate(VirtualDevice device, Octets octets) {
    int operation = octets.next();
    int fPort = PORTS[(operation >> 3) & 7];
    switch (operation & 7) {
      case 0, 1 -> device.link().receive(fPort, octets.nextString());
      case 2 -> device.link().receive(fPort, octets.nextString(), (operation >> 6) & 3);
      case 3 -> device.run(Duration.ofSeconds(1L << (octets.next() & 15)));
      case 4 -> device.run(Duration.ofMillis(octets.next16()));
      case 5 ->
          device.agent().setTime(new GpsTime(((long) octets.next16() << 16) | octets.next16()));
      case 6 -> device.link().setMaxPayload(Math.max(11, octets.next()));
      default -> otherwise(device, operation);
    }
  }

  private static void otherwise(VirtualDevice device, int operation) {
    if (operation >> 3 == 0) {
      device.powerCycle();
    } else {
      device.agent().askTime((operation & 8) == 0);
    }
  }

  /** Whatever happened, a reset leaves a device that answers which version it runs. */
  private static void checkAlive(VirtualDevice device) {
    device.run(A_WHILE);
    device.link().setMaxPayload(242);
    device.powerCycle();
    device.run(A_WHILE);
    int before = device.link().sent().size();
    device.link().receive(203, Bytes.of((byte) 1));
    device.run(Duration.ofMinutes(1));
    assertThat(device.link().sent().subList(before, device.link().sent().size()))
        .anySatisfy(
            sent -> {
              assertThat(sent.fPort()).isEqualTo(203);
              assertThat(sent.payload().length()).isEqualTo(9);
            });
  }

  /** Whatever the flash holds beside the firmware, the device starts and works. */
  @FuzzTest
  void anythingIsInFlash(byte[] input) {
    Octets octets = new Octets(input);
    VirtualDevice device = device(octets.next());
    for (int i = 0; i < OPERATIONS_MAX && octets.more(); i++) {
      fill(device, octets);
    }
    device.powerCycle();
    device.run(A_WHILE);
    checkAlive(device);
  }

  /** Something is set up first, so that there are records to be spoilt. */
  private static void fill(VirtualDevice device, Octets octets) {
    FlashMap map = device.flash();
    int operation = octets.next();
    switch (operation & 7) {
      case 0, 1 -> receive(device, PORTS[(operation >> 3) & 7], octets.nextString());
      case 2 -> spoil(new JournalNvm(map.agentNvm()), operation >> 3, octets);
      case 3 -> new JournalNvm(map.agentNvm()).write(operation >> 3, octets.nextString().toArray());
      case 4, 5 -> program(map.fragments(), octets.next16(), octets.nextString());
      case 6 -> program(map.agentNvm(), octets.next16(), octets.nextString());
      default -> program(map.download(), octets.next16(), octets.nextString());
    }
  }

  /** A device that runs must have read what was spoilt behind its back. */
  private static void receive(VirtualDevice device, int fPort, Bytes payload) {
    device.powerCycle();
    device.link().receive(fPort, payload);
  }

  private static void spoil(JournalNvm nvm, int key, Octets octets) {
    Optional<byte[]> record = nvm.read(key).filter(found -> found.length > 0);
    if (record.isPresent()) {
      record.get()[octets.next() % record.get().length] ^= (byte) octets.next();
      nvm.write(key, record.get());
    }
  }

  /** Programs from a granule on, in a sector that is erased first if it is not blank there. */
  private static void program(Flash flash, int granule, Bytes octets) {
    int size = flash.geometry().programSize();
    int offset = granule * size % flash.geometry().size();
    byte[] content = new byte[flash.geometry().alignUp(Math.max(1, octets.length()))];
    if (offset + content.length > flash.geometry().size()) {
      return;
    }
    Arrays.fill(content, (byte) flash.geometry().erasedValue());
    octets.copyTo(0, content, 0, octets.length());
    int last = flash.geometry().sectorOf(offset + content.length - 1);
    for (int sector = flash.geometry().sectorOf(offset); sector <= last; sector++) {
      flash.erase(sector);
    }
    flash.program(offset, ByteBuffer.wrap(content));
  }
}
