package dev.fuota.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.rig.Firmware;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.PackageBuilder;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the agent says of an image, a compressed one and a delta before it marks it. */
class InspectorTest {
  private static final int RAM = 128 * 1024;
  private static final int SLOT = 32 * 1024;
  private static final ImageVersion V3 = new ImageVersion(3, 0, 0, 0);
  private static final Bytes OLD = Firmware.image(Firmware.V1, 3000);
  private static final Bytes NEW = Firmware.image(Firmware.V2, 3100);

  private static Bytes delta(Bytes old, Bytes fresh, SigningKey signer) {
    return delta(old, fresh, fresh, signer);
  }

  /** A package that says that {@code announced} comes out, and makes {@code made}. */
  private static Bytes delta(Bytes old, Bytes made, Bytes announced, SigningKey signer) {
    return PackageBuilder.build(
            PackageKind.DETOOLS,
            DetoolsCompression.HEATSHRINK.code(),
            DeltaMaker.detools(old, made, DetoolsCompression.HEATSHRINK),
            Optional.of(old),
            announced,
            signer)
        .value()
        .orElseThrow();
  }

  private static Inspection inspect(Bytes waiting, int ram) {
    return new Inspector(Firmware.TRUSTED, Firmware.CLASS_ID, ram)
        .inspect(slot(waiting), slot(OLD));
  }

  private static ImageSource slot(Bytes content) {
    byte[] octets = new byte[SLOT];
    Arrays.fill(octets, (byte) 0xff);
    content.copyTo(0, octets, 0, content.length());
    return ImageSource.of(octets);
  }

  private static void assertRefused(Bytes waiting, String reason, int upImageStatus) {
    assertThat(inspect(waiting, RAM)).isInstanceOf(Inspection.Refused.class);
    Inspection.Refused refused = (Inspection.Refused) inspect(waiting, RAM);
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.upImageStatus()).isEqualTo(upImageStatus);
  }

  @Test
  @DisplayName("TR-10, TR-11: an image, a compressed one and a delta are accepted by what they are")
  void accepts() {
    Inspection accepted = new Inspection.Accepted(Firmware.V2);
    assertThat(inspect(NEW, 0)).isEqualTo(accepted);
    assertThat(inspect(delta(OLD, NEW, Firmware.SIGNER), RAM)).isEqualTo(accepted);
    Bytes compressed =
        Firmware.builder(Firmware.V2, 3100)
            .classId(Firmware.CLASS_ID)
            .securityCounter(1)
            .compress(false)
            .sign(Firmware.SIGNER);
    assertThat(inspect(compressed, RAM)).isEqualTo(accepted);
  }

  @Test
  @DisplayName("TR-01: a delta to another image than the running one is refused")
  void otherBase() {
    Bytes other = Firmware.image(new ImageVersion(1, 0, 1, 0), 3000);
    assertRefused(
        delta(other, NEW, Firmware.SIGNER), "WRONG_BASE", DevUpgradeImageAns.WRONG_HARDWARE);
  }

  @Test
  void aDeltaThatMakesSomethingElseIsRefused() {
    Bytes other = Firmware.image(V3, 3100);
    assertRefused(
        delta(OLD, other, NEW, Firmware.SIGNER), "WRONG_RESULT", DevUpgradeImageAns.CORRUPT_IMAGE);
  }

  @Test
  @DisplayName("TR-10: a trusted package does not bring an image that nobody trusted has signed")
  void theResultIsJudgedToo() {
    Bytes foreign =
        Firmware.builder(Firmware.V2, 3100)
            .classId(Firmware.CLASS_ID)
            .securityCounter(1)
            .sign(Firmware.STRANGER);
    assertRefused(
        delta(OLD, foreign, Firmware.SIGNER),
        "NO_TRUSTED_SIGNATURE",
        DevUpgradeImageAns.CORRUPT_IMAGE);
  }

  @Test
  void aPackageThatNobodyTrustedHasSignedIsNotEvenLookedInto() {
    assertRefused(
        delta(OLD, NEW, Firmware.STRANGER),
        "NO_TRUSTED_SIGNATURE",
        DevUpgradeImageAns.CORRUPT_IMAGE);
  }

  @Test
  void moreMemoryThanThereIsIsRefusedByName() {
    Inspection inspection = inspect(delta(OLD, NEW, Firmware.SIGNER), 100);
    assertThat(((Inspection.Refused) inspection).reason()).isEqualTo("RAM_BUDGET");
  }

  @Test
  void aSlotThatCannotBeReadIsNoImage() {
    ImageSource broken =
        new ImageSource() {
          @Override
          public int length() {
            return SLOT;
          }

          @Override
          public void read(int offset, byte[] into, int at, int length) {
            throw new FlashFault("double error", offset);
          }
        };
    Inspection inspection =
        new Inspector(Firmware.TRUSTED, Firmware.CLASS_ID, RAM).inspect(broken, slot(OLD));
    assertThat(((Inspection.Refused) inspection).reason()).isEqualTo("FLASH_FAULT");
  }
}
