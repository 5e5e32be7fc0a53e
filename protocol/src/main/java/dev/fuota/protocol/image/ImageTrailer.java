package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The trailer at the end of a slot (MCUboot, "Image trailer") in a flash that erases to 0xff.
 *
 * <p>From the end of the slot downwards, with MA the alignment that all fields keep: magic (16
 * octets), image_ok (MA), copy_done (MA), swap_info (MA). A field holds its value in its first
 * octet; the rest of it stays erased, so that a field is programmed in one operation. Slots written
 * here have MA = 8, which serves granules up to 8 octets.
 *
 * @param slotSize octets of the slot, a multiple of MA
 * @param align MA: 8, 16 or 32
 */
public record ImageTrailer(int slotSize, int align) {
  /** MA of the slots that this product writes. */
  public static final int ALIGN = 8;

  /** The magic for MA = 8. */
  public static final Bytes MAGIC = Bytes.fromHex("77c295f360d2ef7f3552500f2cb67980");

  /** The magic for a larger MA, behind MA itself as u16. */
  private static final Bytes WIDE_MAGIC_TAIL = Bytes.fromHex("2de15d29410b8d77679c110f1f8a");

  private static final int ERASED = 0xff;
  private static final int SET = 0x01;

  /** Swap type "test" of image 0: install, and go back unless the image confirms itself. */
  private static final int SWAP_TEST = 0x02;

  /** Swap type "permanent" of image 0: install, and do not revert. */
  private static final int SWAP_PERMANENT = 0x03;

  /**
   * One program operation.
   *
   * @param offset from the slot's start, a multiple of MA
   * @param octets a multiple of MA
   */
  public record Write(int offset, Bytes octets) {}

  public ImageTrailer {
    if (align != 8 && align != 16 && align != 32) {
      throw new IllegalArgumentException("alignment " + align);
    }
    if (slotSize % align != 0 || slotSize < MAGIC.length() + 4 * align) {
      throw new IllegalArgumentException("slot of " + slotSize + " octets, alignment " + align);
    }
  }

  /** The trailer of a slot as this product writes it. */
  public static ImageTrailer of(int slotSize) {
    return new ImageTrailer(slotSize, ALIGN);
  }

  /** Whether the image in {@code slot} waits for the bootloader: the magic is there, whole. */
  public static boolean isPending(ImageSource slot) {
    return find(slot).filter(trailer -> trailer.align == ALIGN).isPresent();
  }

  /** The trailer whose magic ends {@code slot}, of any alignment. */
  static Optional<ImageTrailer> find(ImageSource slot) {
    int size = slot.length();
    if (size < MAGIC.length()) {
      return Optional.empty();
    }
    byte[] octets = new byte[MAGIC.length()];
    slot.read(size - octets.length, octets, 0, octets.length);
    Bytes magic = Bytes.of(octets);
    int align = magic.equals(MAGIC) ? ALIGN : wideAlign(magic);
    return align > 0 && size % align == 0 && size >= MAGIC.length() + 4 * align
        ? Optional.of(new ImageTrailer(size, align))
        : Optional.empty();
  }

  private static int wideAlign(Bytes magic) {
    int align = magic.at(0) | magic.at(1) << 8;
    boolean wide = align == 16 || align == 32;
    return wide && magic.slice(2, WIDE_MAGIC_TAIL.length()).equals(WIDE_MAGIC_TAIL) ? align : 0;
  }

  public int magicOffset() {
    return slotSize - MAGIC.length();
  }

  public int imageOkOffset() {
    return (magicOffset() - align) / align * align;
  }

  public int copyDoneOffset() {
    return imageOkOffset() - align;
  }

  public int swapInfoOffset() {
    return copyDoneOffset() - align;
  }

  /** Where the trailer begins: an image, with its TLVs, must end at or before. */
  public int startOffset() {
    return swapInfoOffset();
  }

  /**
   * What marks the image in this slot as ready, in MCUboot's order: magic, image_ok, swap_info. The
   * image waits from the moment that the magic is whole; the other two say "permanently".
   */
  public List<Write> markReady() {
    return List.of(
        new Write(magicOffset(), MAGIC),
        new Write(imageOkOffset(), field(SET)),
        new Write(swapInfoOffset(), field(SWAP_PERMANENT)));
  }

  /**
   * What marks the image in this slot as ready for a trial, in MCUboot's order: magic, swap_info.
   */
  public List<Write> markTest() {
    return List.of(new Write(magicOffset(), MAGIC), new Write(swapInfoOffset(), field(SWAP_TEST)));
  }

  /** What says that the image in this slot, which runs, is to stay: image_ok. */
  public List<Write> confirm() {
    return List.of(new Write(imageOkOffset(), field(SET)));
  }

  /**
   * A whole slot with {@code image} and this trailer, erased between them: what MCUboot's tool
   * makes with {@code --pad}. The image waits for a test; {@code confirmed}, it is there to stay.
   *
   * @throws IllegalArgumentException if the image reaches into the trailer
   */
  public Bytes pad(Bytes image, boolean confirmed) {
    if (image.length() > startOffset()) {
      throw new IllegalArgumentException(
          "the image has " + image.length() + " octets, the trailer begins at " + startOffset());
    }
    byte[] slot = new byte[slotSize];
    Arrays.fill(slot, (byte) ERASED);
    image.copyTo(0, slot, 0, image.length());
    magic().copyTo(0, slot, magicOffset(), MAGIC.length());
    if (confirmed) {
      slot[imageOkOffset()] = SET;
    }
    return Bytes.of(slot);
  }

  private Bytes magic() {
    return align == ALIGN
        ? MAGIC
        : Bytes.of((byte) align, (byte) (align >> 8)).concat(WIDE_MAGIC_TAIL);
  }

  private Bytes field(int value) {
    byte[] octets = new byte[align];
    Arrays.fill(octets, (byte) ERASED);
    octets[0] = (byte) value;
    return Bytes.of(octets);
  }

  /** Whether {@code octet} may stand at {@code offset} behind an image in a slot with a trailer. */
  boolean allows(int offset, int octet) {
    return octet == ERASED
        || offset >= magicOffset()
        || offset == swapInfoOffset()
        || (octet == SET && (offset == imageOkOffset() || offset == copyDoneOffset()));
  }
}
