package dev.fuota.emulators.smp;

import dev.fuota.boot.mcuboot.SwapType;
import dev.fuota.drivers.smp.Cbor;
import dev.fuota.drivers.smp.Cbor.Fields;
import dev.fuota.drivers.smp.SmpCommand;
import dev.fuota.drivers.smp.SmpMessage;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * MCUboot's serial recovery, command by command as {@code boot_serial.c} has it: an upload goes
 * into the primary slot, which is erased at its first chunk; a chunk at another offset than the
 * expected one is answered with success and the expected one; octets that are no whole granule must
 * be sent again.
 */
final class RecoveryServer implements SmpServer {
  private final TargetSlots slots;
  private final TargetBuild.Recovery options;
  private @Nullable SlotWriter writer;
  private long size;
  private long offset;

  RecoveryServer(TargetSlots slots, TargetBuild.Recovery options) {
    this.slots = slots;
    this.options = options;
  }

  @Override
  public Fields handle(SmpMessage request) {
    SmpCommand command = request.command();
    if (command.equals(SmpCommand.IMAGE_STATE)) {
      return request.op() == SmpMessage.Op.READ ? list() : set(request.body());
    } else if (command.equals(SmpCommand.IMAGE_UPLOAD)) {
      return upload(request.body());
    } else if (command.equals(SmpCommand.ECHO)) {
      return request
          .body()
          .text("d")
          .map(text -> Fields.NONE.with("r", text))
          .orElse(SmpServer.rc(EINVAL));
    } else if (command.equals(SmpCommand.RESET) || command.equals(SmpCommand.CONSOLE_ECHO)) {
      return SmpServer.rc(0);
    } else if (command.equals(SmpCommand.PARAMETERS) && options.parameters()) {
      return Fields.NONE.with("buf_size", options.buffer()).with("buf_count", 1);
    }
    return SmpServer.rc(ENOTSUP);
  }

  private Fields list() {
    SwapType swap = slots.swapType();
    List<Cbor> images = new ArrayList<>();
    for (int slot = 0; slot < 2; slot++) {
      Optional<Image> image = slots.image(slot);
      if (image.isPresent() && slots.isValid(slot)) {
        images.add(entry(slot, image.get(), swap));
      }
    }
    return Fields.NONE.with("images", new Cbor.Items(images));
  }

  private Fields entry(int slot, Image image, SwapType swap) {
    Fields entry = Fields.NONE;
    if (options.states()) {
      SlotFlags flags = SlotFlags.recovery(slot, swap);
      entry = entry.with("bootable", true);
      entry = flags.confirmed() ? entry.with("confirmed", true) : entry;
      entry = flags.active() ? entry.with("active", true) : entry;
      entry = flags.pending() ? entry.with("pending", true) : entry;
      entry = flags.permanent() ? entry.with("permanent", true) : entry;
    }
    entry = entry.with("slot", slot);
    Optional<Bytes> hash = options.hashes() ? image.carriedHash() : Optional.empty();
    entry = hash.isPresent() ? entry.with("hash", hash.get()) : entry;
    return entry.with("version", text(image.version()));
  }

  /** The build number is left out where it is 0. */
  static String text(ImageVersion version) {
    String three = version.major() + "." + version.minor() + "." + version.revision();
    return version.build() == 0 ? three : three + "." + version.build();
  }

  private Fields set(Fields body) {
    if (!options.states()) {
      return SmpServer.rc(ENOTSUP);
    }
    Optional<Bytes> wanted = body.octets("hash");
    if (wanted.isPresent()
        && slots.image(0).flatMap(Image::carriedHash).filter(wanted.get()::equals).isEmpty()
        && slots.image(1).flatMap(Image::carriedHash).filter(wanted.get()::equals).isEmpty()) {
      return SmpServer.rc(ENOENT);
    }
    return slots.setPending(body.flag("confirm")) ? list() : SmpServer.rc(EUNKNOWN);
  }

  private Fields upload(Fields body) {
    OptionalLong off = body.number("off");
    Optional<Bytes> data = body.octets("data");
    if (off.isEmpty() || off.getAsLong() < 0 || data.isEmpty()) {
      return SmpServer.rc(EINVAL);
    }
    if (off.getAsLong() == 0) {
      // The image number names a set of slots; this target has one.
      int area = slots.slot(0).geometry().size();
      long announced = body.number("len").orElse(Long.MAX_VALUE);
      if (body.number("image").orElse(0) != 0 || announced < 0 || announced > area) {
        return SmpServer.rc(EINVAL);
      }
      offset = 0;
      slots.erase(0);
      size = announced;
      writer = new SlotWriter(slots.slot(0));
    } else if (off.getAsLong() != offset) {
      return SmpServer.rc(0).with("off", offset);
    }
    return writer == null || offset + data.get().length() > size
        ? SmpServer.rc(EINVAL)
        : write(writer, data.get().toArray());
  }

  private Fields write(SlotWriter to, byte[] chunk) {
    offset += to.writeWhole(chunk, offset + chunk.length == size);
    return SmpServer.rc(0).with("off", offset);
  }
}
