package dev.fuota.agent.msu;

import dev.fuota.agent.firmware.Inspection;
import dev.fuota.agent.firmware.Slots;
import dev.fuota.agent.step.Block;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.fec.FragmentStore;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.msu.StatusCode;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * Received files are firmware: they go page by page into the download slot and through the checks
 * that images from everywhere go through; then they are marked ready and the bootloader installs
 * them. The mark of what was there before is cleared first and the new one set last, so no loss of
 * power leaves a marked half image.
 */
public final class FirmwareDestination implements Destination {
  /** A received file is there already: nothing is put together from fragments. */
  private static final FragmentStore NO_FRAGMENTS =
      (n, into) -> {
        throw new IllegalStateException("no fragments");
      };

  private final Slots slots;
  private final BooleanSupplier reboot;

  /**
   * For the slots of a device.
   *
   * @param reboot lets the bootloader install what is ready, now or soon; whether it will
   */
  public FirmwareDestination(Slots slots, BooleanSupplier reboot) {
    this.slots = slots;
    this.reboot = reboot;
  }

  @Override
  public boolean checksSignature() {
    return true;
  }

  @Override
  public Delivery deliver(ReceivedFile file) { // TR-10, TR-15
    if (file.length() > slots.imageMax()) {
      return new Delivery.Refused(
          StatusCode.STORAGE, "it is longer than the download slot takes: " + slots.imageMax());
    }
    try {
      slots.clearMark();
      copy(new PartBlock(file.content(), (int) file.length()));
      return judge(slots.inspect());
    } catch (FlashFault | PartFault fault) {
      return new Delivery.Refused(StatusCode.IO, "the slot cannot be filled: " + fault);
    }
  }

  private void copy(PartBlock image) {
    int pages = (image.length() + slots.pageSize() - 1) / slots.pageSize();
    for (int page = 0; page < pages; page++) {
      slots.write(page, image, NO_FRAGMENTS);
    }
  }

  private Delivery judge(Inspection inspection) {
    if (inspection instanceof Inspection.Refused refused) {
      return new Delivery.Refused(code(refused), refused.sentence());
    }
    slots.markReady();
    return new Delivery.Done();
  }

  private static StatusCode code(Inspection.Refused refused) {
    if (refused.reason().equals(Verdict.Reason.SECURITY_COUNTER_TOO_LOW.name())) {
      return StatusCode.VERSION_POLICY; // MSU-X08
    }
    return refused.upImageStatus() == DevUpgradeImageAns.WRONG_HARDWARE
        ? StatusCode.HARDWARE
        : StatusCode.SIGNATURE;
  }

  @Override
  public boolean activate(ReceivedFile file) {
    return reboot.getAsBoolean();
  }

  @Override
  public void undo(ReceivedFile file) {
    slots.clearMark();
  }

  /** The disk does not give back what it took. */
  private static final class PartFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartFault(String detail) {
      super(detail);
    }
  }

  /** The received file, as the download slot is filled from. */
  private record PartBlock(PartFile content, int length) implements Block {
    @Override
    public int read(int offset, byte[] into, FragmentStore store) {
      int count = Math.min(into.length, length - offset);
      FileResult<?> read = content.read(offset, ByteBuffer.wrap(into, 0, count));
      if (!read.isOk()) {
        throw new PartFault("offset " + offset);
      }
      return count;
    }
  }
}
