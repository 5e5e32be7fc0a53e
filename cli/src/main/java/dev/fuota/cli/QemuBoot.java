package dev.fuota.cli;

import dev.fuota.boot.qemu.Qemu;
import dev.fuota.boot.qemu.QemuResult;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.ResetReason;
import java.io.PrintStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the firmware in a primary slot said when it ran for real.
 *
 * @param ok whether it came to its own end and was content
 * @param text what it printed, or why it did not run
 */
record QemuBoot(boolean ok, String code, String text) {

  /** Boots a device that has been updated. */
  static QemuBoot runUpdated(SimulatedDevice device) {
    Bytes slot = DeviceKind.content(DeviceKind.map(device.flash()).primary());
    return run(slot, ResetReason.UPDATE_INSTALLED);
  }

  static QemuBoot run(Bytes primarySlot, ResetReason reason) {
    Qemu.RetainedWord word =
        new Qemu.RetainedWord(FirmwareSamples.RESET_REASON_ADDRESS, reason.word());
    QemuResult result = new Qemu().boot(ImageSource.of(primarySlot), word);
    if (result instanceof QemuResult.Ran ran) {
      boolean content = ran.exitStatus() == 0;
      return new QemuBoot(content, content ? "" : "FIRMWARE_FAILED", ran.output());
    }
    QemuResult.Failed failed = (QemuResult.Failed) result;
    return new QemuBoot(false, "QEMU_" + failed.reason(), sentence(failed));
  }

  private static String sentence(QemuResult.Failed failed) {
    return failed.reason() == QemuResult.Reason.NOT_INSTALLED
        ? failed.sentence() + "; install it (Debian: qemu-system-arm) or leave --qemu out"
        : failed.sentence();
  }

  void print(PrintStream out) {
    if (code.startsWith("QEMU_")) {
      out.println("QEMU: " + text);
    } else {
      out.println("QEMU boots the primary slot; the firmware says:");
      text.lines().forEach(line -> out.println("   | " + line));
    }
  }

  void putInto(ObjectNode document) {
    ObjectNode qemu = document.putObject("qemu").put("ok", ok);
    if (code.startsWith("QEMU_")) {
      JsonText.putError(qemu, code, text);
    } else {
      qemu.put("output", text);
    }
  }
}
