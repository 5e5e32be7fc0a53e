package dev.fuota.conformance;

import dev.fuota.boot.mcuboot.McubootLoader;
import dev.fuota.boot.mcuboot.McubootResult;
import dev.fuota.boot.mcuboot.McubootSlots;
import dev.fuota.conformance.TraceGeometry.Region;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.sim.FlashOperation;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVerifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A device of a trace, from its start state on. */
final class TraceFlash {
  /** Any octet that is neither set nor erased. */
  private static final byte BAD = 0x5a;

  private static final byte SET = 1;

  private final TraceGeometry geometry;
  private final byte[] content;

  TraceFlash(TraceGeometry geometry) {
    this.geometry = geometry;
    this.content = new byte[geometry.deviceSize()];
    Arrays.fill(content, (byte) geometry.erased());
  }

  /** A device in the middle of its life, made to boot and to be looked at. */
  static final class Running {
    private final TraceGeometry geometry;
    private final NorFlash flash;
    private final List<FlashOperation> operations = new ArrayList<>();

    private Running(TraceGeometry geometry, NorFlash flash) {
      this.geometry = geometry;
      this.flash = flash;
      flash.listen(operation -> operations.add(kept(operation)));
    }

    /** The octets of an operation are its caller's: keep copies. */
    private static FlashOperation kept(FlashOperation operation) {
      ByteBuffer data = ByteBuffer.allocate(operation.data().remaining());
      data.put(operation.data().duplicate()).flip();
      return new FlashOperation(operation.kind(), operation.offset(), operation.length(), data);
    }

    McubootResult boot() {
      operations.clear();
      McubootSlots slots =
          new McubootSlots(
              geometry.part(flash, geometry.primary()),
              geometry.part(flash, geometry.secondary()),
              geometry.scratch().map(scratch -> geometry.part(flash, scratch)));
      return new McubootLoader(slots, geometry.options(), ImageVerifier::integrity).boot();
    }

    /** What the last boot did, in order. */
    List<FlashOperation> operations() {
      return List.copyOf(operations);
    }

    /** Another device with the same content. */
    Flash copy() {
      return flash.fork(new PowerSupply(0));
    }

    Bytes content(int offset, int length) {
      byte[] octets = new byte[length];
      flash.read(offset, ByteBuffer.wrap(octets));
      return Bytes.of(octets);
    }

    boolean holds(Bytes image) {
      int room = geometry.deviceSize() - geometry.primary().offset();
      return image.length() <= room
          && content(geometry.primary().offset(), image.length()).equals(image);
    }
  }

  void put(Entry place, int offset, Bytes octets) {
    if (offset > content.length - octets.length()) {
      throw place.malformed("the image does not fit the device");
    }
    System.arraycopy(octets.toArray(), 0, content, offset, octets.length());
  }

  /** Sets a field of the trailer that ends {@code slot}; {@code unset} leaves it erased. */
  void set(Entry place, Region slot, String field, String state) {
    if (state.equals("unset")) {
      return;
    }
    ImageTrailer trailer = new ImageTrailer(slot.length(), geometry.maxAlign());
    if (field.equals("magic")) {
      byte[] magic = state.equals("good") ? goodMagic() : badMagic();
      put(place, slot.offset() + trailer.magicOffset(), Bytes.of(magic));
      return;
    }
    int offset =
        switch (field) {
          case "image_ok" -> trailer.imageOkOffset();
          case "copy_done" -> trailer.copyDoneOffset();
          case "swap_info" -> trailer.swapInfoOffset();
          default -> throw place.malformed("a trailer has no field \"" + field + "\"");
        };
    content[slot.offset() + offset] = flag(place, state);
  }

  private static byte flag(Entry place, String state) {
    return switch (state) {
      case "set" -> SET;
      case "bad" -> BAD;
      default -> {
        if (!state.matches("(0x)?[0-9a-f]{2}")) {
          throw place.malformed("set, unset, bad or an octet is needed");
        }
        yield (byte) Integer.parseInt(state.substring(state.length() - 2), 16);
      }
    };
  }

  private byte[] goodMagic() {
    return TrailerState.magic(geometry.maxAlign()).toArray();
  }

  private static byte[] badMagic() {
    byte[] octets = new byte[ImageTrailer.MAGIC.length()];
    Arrays.fill(octets, BAD);
    return octets;
  }

  Running start() {
    FlashProfile profile =
        new FlashProfile("trace", geometry.geometry(), false, Duration.ZERO, Duration.ZERO);
    return new Running(geometry, NorFlash.holding(profile, content, new PowerSupply(0)));
  }
}
