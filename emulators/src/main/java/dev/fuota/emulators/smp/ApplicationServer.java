package dev.fuota.emulators.smp;

import dev.fuota.boot.mcuboot.SwapType;
import dev.fuota.drivers.smp.Cbor;
import dev.fuota.drivers.smp.Cbor.Fields;
import dev.fuota.drivers.smp.SmpCommand;
import dev.fuota.drivers.smp.SmpMessage;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An application with mcumgr, as Zephyr's image group behaves: an upload goes into the secondary
 * slot, which must not be in use; an upload of the same file goes on where it was, as long as the
 * application runs; an image is listed for its header and hash alone, whether they are right or
 * not.
 */
final class ApplicationServer implements SmpServer {
  private static final int BUFFER = 1024;
  private static final int BUFFERS = 4;
  private static final int HEADER = 32;

  // Codes of the image group, and what the first form of SMP says instead.
  private static final int NO_FREE_SLOT = 9;
  private static final int FLASH_WRITE_FAILED = 12;
  private static final int INVALID_LENGTH = 21;
  private static final int INVALID_IMAGE_HEADER = 22;
  private static final int IMAGE_ALREADY_PENDING = 28;
  private static final int HASH_NOT_FOUND = 8;
  private static final int IMAGE_CONFIRMATION_DENIED = 30;

  private final TargetSlots slots;
  private @Nullable SlotWriter writer;
  private Optional<Bytes> sha = Optional.empty();
  private long size;
  private long offset;

  ApplicationServer(TargetSlots slots) {
    this.slots = slots;
  }

  @Override
  public Fields handle(SmpMessage request) {
    SmpCommand command = request.command();
    if (command.equals(SmpCommand.IMAGE_STATE)) {
      return request.op() == SmpMessage.Op.READ ? list() : set(request);
    } else if (command.equals(SmpCommand.IMAGE_UPLOAD)) {
      return upload(request);
    } else if (command.equals(SmpCommand.IMAGE_ERASE)) {
      return erase(request);
    } else if (command.equals(SmpCommand.ECHO)) {
      return request
          .body()
          .text("d")
          .map(text -> Fields.NONE.with("r", text))
          .orElse(SmpServer.rc(EINVAL));
    } else if (command.equals(SmpCommand.RESET)) {
      return Fields.NONE;
    } else if (command.equals(SmpCommand.PARAMETERS)) {
      return Fields.NONE.with("buf_size", BUFFER).with("buf_count", BUFFERS);
    }
    return SmpServer.rc(ENOTSUP);
  }

  /** An error of the image group, in the form that the request's version understands. */
  private static Fields error(SmpMessage request, int code) {
    if (request.version() > 0) {
      return Fields.NONE.with("err", Fields.NONE.with("group", SmpCommand.IMAGE).with("rc", code));
    }
    return SmpServer.rc(
        switch (code) {
          case HASH_NOT_FOUND, NO_FREE_SLOT -> ENOENT;
          case INVALID_LENGTH, INVALID_IMAGE_HEADER -> EINVAL;
          default -> EUNKNOWN;
        });
  }

  private Fields list() {
    SwapType swap = slots.swapType();
    List<Cbor> images = new ArrayList<>();
    for (int slot = 0; slot < 2; slot++) {
      int number = slot;
      slots
          .image(slot)
          .filter(image -> image.carriedHash().isPresent())
          .ifPresent(image -> images.add(entry(number, image, swap)));
    }
    return Fields.NONE.with("images", new Cbor.Items(images)).with("splitStatus", 0);
  }

  private static Fields entry(int slot, Image image, SwapType swap) {
    SlotFlags flags = SlotFlags.application(slot, swap);
    return Fields.NONE
        .with("slot", slot)
        .with("version", RecoveryServer.text(image.version()))
        .with("hash", image.carriedHash().orElse(Bytes.EMPTY))
        .with("bootable", true)
        .with("pending", flags.pending())
        .with("confirmed", flags.confirmed())
        .with("active", flags.active())
        .with("permanent", flags.permanent());
  }

  private Fields set(SmpMessage request) {
    boolean confirm = request.body().flag("confirm");
    Optional<Bytes> wanted = request.body().octets("hash");
    if (wanted.isEmpty() && !confirm) {
      return SmpServer.rc(EINVAL);
    }
    boolean running = wanted.isEmpty() || holds(0, wanted.get());
    if (!running && !holds(1, wanted.get())) {
      return error(request, HASH_NOT_FOUND);
    }
    SwapType swap = slots.swapType();
    if (running) {
      if (!confirm || swap == SwapType.TEST || swap == SwapType.PERM) {
        return error(request, confirm ? IMAGE_ALREADY_PENDING : IMAGE_CONFIRMATION_DENIED);
      }
      slots.setConfirmed();
    } else if (swap == SwapType.REVERT) {
      return error(request, IMAGE_ALREADY_PENDING);
    } else if (!slots.setPending(confirm)) {
      return error(request, FLASH_WRITE_FAILED);
    }
    return list();
  }

  private boolean holds(int slot, Bytes hash) {
    return slots.image(slot).flatMap(Image::carriedHash).filter(hash::equals).isPresent();
  }

  private Fields erase(SmpMessage request) {
    boolean secondary = request.body().number("slot").orElse(1) == 1;
    if (!secondary || SlotFlags.isSecondaryInUse(slots.swapType())) {
      return error(request, NO_FREE_SLOT);
    }
    writer = null;
    slots.erase(1);
    return Fields.NONE;
  }

  private Fields upload(SmpMessage request) {
    OptionalLong off = request.body().number("off");
    Optional<Bytes> data = request.body().octets("data");
    if (off.isEmpty() || off.getAsLong() < 0 || data.isEmpty()) {
      return SmpServer.rc(EINVAL);
    }
    Optional<Bytes> named = request.body().octets("sha");
    boolean same = writer != null && named.isPresent() && named.equals(sha);
    if (off.getAsLong() == 0 && !same) {
      Optional<Fields> refusal = begin(request, data.get(), named);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    } else if (off.getAsLong() != offset || writer == null) {
      return Fields.NONE.with("off", writer == null ? 0 : offset);
    }
    return take(request, data.get().toArray());
  }

  private Optional<Fields> begin(SmpMessage request, Bytes data, Optional<Bytes> named) {
    long length = request.body().number("len").orElse(-1);
    if (data.length() < HEADER) {
      return Optional.of(error(request, INVALID_IMAGE_HEADER));
    }
    if (length < HEADER || length > slots.slot(1).geometry().size()) {
      return Optional.of(error(request, INVALID_LENGTH));
    }
    if (SlotFlags.isSecondaryInUse(slots.swapType())) {
      return Optional.of(error(request, NO_FREE_SLOT));
    }
    writer = null;
    slots.erase(1);
    writer = new SlotWriter(slots.slot(1));
    sha = named;
    size = length;
    offset = 0;
    return Optional.empty();
  }

  private Fields take(SmpMessage request, byte[] chunk) {
    SlotWriter to = writer;
    if (to == null || offset + chunk.length > size) {
      writer = null;
      return error(request, INVALID_LENGTH);
    }
    boolean last = offset + chunk.length == size;
    to.writeBuffered(chunk, last);
    offset += chunk.length;
    if (last) {
      writer = null;
    }
    return Fields.NONE.with("off", offset);
  }
}
