package dev.fuota.cli.boot;

import dev.fuota.boot.qemu.FirmwareStatement;
import dev.fuota.boot.qemu.Qemu;
import dev.fuota.boot.qemu.QemuResult;
import dev.fuota.cli.console.JsonText;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.ResetReason;
import java.io.PrintStream;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the firmware in a primary slot said when it ran for real.
 *
 * @param ok whether it came to its own end and was content
 * @param text what it printed, or why it did not run
 */
public record QemuBoot(boolean ok, String code, String text) {

  /** Boots a device that has been updated. */
  public static QemuBoot runUpdated(SimulatedDevice device) {
    Bytes slot = DeviceKind.content(DeviceKind.map(device.flash()).primary());
    ImageVersion version =
        Image.parse(ImageSource.of(slot)).value().map(Image::version).orElseThrow();
    return run(slot, version, ResetReason.UPDATE_INSTALLED);
  }

  /**
   * Boots a slot, and compares what the firmware says of itself with what the bootloader believes.
   */
  static QemuBoot run(Bytes primarySlot, ImageVersion version, ResetReason reason) {
    Qemu.RetainedWord word =
        new Qemu.RetainedWord(FirmwareSamples.RESET_REASON_ADDRESS, reason.word());
    QemuResult result = new Qemu().boot(ImageSource.of(primarySlot), word);
    if (result instanceof QemuResult.Ran ran) {
      return ended(ran, version, reason);
    }
    QemuResult.Failed failed = (QemuResult.Failed) result;
    return new QemuBoot(false, "QEMU_" + failed.reason(), sentence(failed));
  }

  private static QemuBoot ended(QemuResult.Ran ran, ImageVersion version, ResetReason reason) {
    if (ran.exitStatus() != 0) {
      return new QemuBoot(false, "FIRMWARE_FAILED", ran.output());
    }
    Optional<String> contradiction =
        FirmwareStatement.in(ran.output()).contradiction(version, reason.toString());
    return contradiction.isEmpty()
        ? new QemuBoot(true, "", ran.output())
        : new QemuBoot(false, "FIRMWARE_DISAGREES", ran.output() + contradiction.get() + "\n");
  }

  private static String sentence(QemuResult.Failed failed) {
    return failed.reason() == QemuResult.Reason.NOT_INSTALLED
        ? failed.sentence() + "; install it (Debian: qemu-system-arm) or leave --qemu out"
        : failed.sentence();
  }

  /** As lines, what the firmware said among them. */
  public void print(PrintStream out) {
    if (code.startsWith("QEMU_")) {
      out.println("QEMU: " + text);
    } else {
      out.println("QEMU boots the primary slot; the firmware says:");
      text.lines().forEach(line -> out.println("   | " + line));
    }
  }

  /** As fields of a document. */
  public void putInto(ObjectNode document) {
    ObjectNode qemu = document.putObject("qemu").put("ok", ok);
    if (code.startsWith("QEMU_")) {
      JsonText.putError(qemu, code, text);
    } else {
      qemu.put("output", text);
    }
  }
}
