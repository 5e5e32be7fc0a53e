package dev.fuota.agent.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.firmware.Inspection;
import dev.fuota.agent.firmware.Inspector;
import dev.fuota.agent.firmware.Slots;
import dev.fuota.agent.rig.Firmware;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.StatusCode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Firmware received by MSU goes where all firmware goes, and through the same checks. */
class FirmwareDestinationTest {
  private static final int SECTORS = 8;
  private static final Bytes RUNNING = Firmware.image(Firmware.V1, 3000);
  private static final Bytes GOOD = Firmware.image(Firmware.V2, 5000);

  private final PowerSupply power = new PowerSupply(1);
  private final NorFlash flash = new NorFlash(FlashProfile.STM32WL, power);
  private final Partition primary = new Partition(flash, 0, SECTORS);
  private final Partition download = new Partition(flash, SECTORS, SECTORS);

  private Slots slots() {
    return new Slots(
        primary, download, true, new Inspector(Firmware.TRUSTED, Firmware.CLASS_ID, 0));
  }

  private Delivery deliver(Bytes image) {
    return new FirmwareDestination(slots(), () -> true).deliver(received(image));
  }

  private static ReceivedFile received(Bytes image) {
    MemoryArea disk = new MemoryArea(1 << 20);
    if (!(disk.part("p", image.length()) instanceof FileResult.Ok<PartFile> part)
        || !part.get().write(0, image.asBuffer()).isOk()) {
      throw new AssertionError("no disk");
    }
    return new ReceivedFile(1, "fw.bin", List.of(), "p", part.get(), image.length());
  }

  private void refused(Bytes image, StatusCode code) {
    Firmware.program(RUNNING, primary);
    assertThat(deliver(image))
        .isInstanceOfSatisfying(
            Delivery.Refused.class, it -> assertThat(it.code()).isEqualTo(code));
    assertThat(slots().isMarked()).isFalse();
  }

  @Test
  @DisplayName("A good image is in the slot, whole, and marked for the bootloader (TR-10, TR-15)")
  void aGoodImageIsReady() {
    Firmware.program(RUNNING, primary);
    assertThat(deliver(GOOD)).isEqualTo(new Delivery.Done());
    assertThat(slots().isMarked()).isTrue();
    assertThat(slots().inspect()).isEqualTo(new Inspection.Accepted(Firmware.V2));
  }

  @Test
  @DisplayName("A stranger's signature: FAIL 8 (MSU-X07, TR-10)")
  void aStrangersImage() {
    refused(
        Firmware.builder(Firmware.V2, 5000)
            .classId(Firmware.CLASS_ID)
            .securityCounter(1)
            .sign(Firmware.STRANGER),
        StatusCode.SIGNATURE);
  }

  @Test
  @DisplayName("One wrong bit: FAIL 8")
  void aDamagedImage() {
    byte[] octets = GOOD.toArray();
    octets[2000] ^= 1;
    refused(Bytes.of(octets), StatusCode.SIGNATURE);
  }

  @Test
  @DisplayName("Made for other hardware: FAIL 9 (MSU-045)")
  void forOtherHardware() {
    refused(
        Firmware.builder(Firmware.V2, 5000)
            .classId(Firmware.OTHER_CLASS_ID)
            .securityCounter(1)
            .sign(Firmware.SIGNER),
        StatusCode.HARDWARE);
  }

  @Test
  @DisplayName("A lower security counter than that of what runs: FAIL 10 (MSU-X08)")
  void anOldImage() {
    refused(
        Firmware.builder(Firmware.V2, 5000)
            .classId(Firmware.CLASS_ID)
            .securityCounter(0)
            .sign(Firmware.SIGNER),
        StatusCode.VERSION_POLICY);
  }

  @Test
  @DisplayName("What does not fit the slot: FAIL 6, and the slot is as it was")
  void tooLong() {
    Firmware.program(GOOD, download);
    refused(Cycle.random((SECTORS - 1) * 2048 + 1, 1), StatusCode.STORAGE);
    assertThat(slots().inspect()).isInstanceOf(Inspection.class);
  }

  @Test
  @DisplayName("A loss of power at any moment leaves no marked half image")
  void powerIsLost() {
    Firmware.program(RUNNING, primary);
    long before = power.operations();
    assertThat(deliver(GOOD)).isEqualTo(new Delivery.Done());
    long operations = power.operations() - before;
    assertThat(operations).isGreaterThan(5);
    for (long n = 1; n <= operations; n++) {
      for (Tear tear : Tear.values()) {
        power.cutAt(power.operations() + n, tear);
        boolean lost = false;
        try {
          deliver(GOOD);
        } catch (PowerLoss expected) {
          lost = true;
        }
        assertThat(lost).as("operation %d", n).isTrue();
        power.restore();
        if (slots().isMarked()) {
          assertThat(slots().inspect()).isEqualTo(new Inspection.Accepted(Firmware.V2));
        }
      }
    }
    assertThat(deliver(GOOD)).isEqualTo(new Delivery.Done());
    assertThat(slots().isMarked()).isTrue();
  }
}
