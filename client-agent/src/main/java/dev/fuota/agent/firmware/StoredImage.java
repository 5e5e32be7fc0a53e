package dev.fuota.agent.firmware;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.image.ImageVersion;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is known of the image in the download slot.
 *
 * @param version 0.0.0+0 where none is known
 * @param upImageStatus as DevUpgradeImageAns says it
 * @param reason why it was refused; empty if it was not
 */
record StoredImage(Stage stage, ImageVersion version, int upImageStatus, String reason) {
  private static final ImageVersion NO_VERSION = new ImageVersion(0, 0, 0, 0);
  private static final int FIXED_OCTETS = 1 + 1 + VersionRecord.OCTETS + 1 + 1;

  static final StoredImage NONE =
      new StoredImage(Stage.NONE, NO_VERSION, DevUpgradeImageAns.NO_IMAGE, "");

  /** How far it is. */
  enum Stage {
    NONE(0),
    /** Checked and whole; the bootloader may not have been told yet. */
    VERIFIED(1),
    /** The bootloader has been told. */
    READY(2),
    REFUSED(3);

    private final int code;

    Stage(int code) {
      this.code = code;
    }

    static Optional<Stage> of(int code) {
      return Arrays.stream(values()).filter(stage -> stage.code == code).findFirst();
    }
  }

  static StoredImage good(Stage stage, ImageVersion version) {
    return new StoredImage(stage, version, DevUpgradeImageAns.VALID_IMAGE, "");
  }

  static StoredImage refused(int upImageStatus, String reason) {
    return new StoredImage(Stage.REFUSED, NO_VERSION, upImageStatus, reason);
  }

  boolean isValid() {
    return upImageStatus == DevUpgradeImageAns.VALID_IMAGE;
  }

  /** The record {@link dev.fuota.agent.store.NvmKey#IMAGE}. */
  Bytes encode() {
    byte[] why = reason.getBytes(US_ASCII);
    return Records.encode(
        FIXED_OCTETS + why.length,
        out -> {
          out.put((byte) stage.code);
          VersionRecord.put(version, out);
          out.put((byte) upImageStatus).put((byte) why.length).put(why);
        });
  }

  static Optional<StoredImage> decode(Bytes octets) {
    return Records.open(octets, FIXED_OCTETS).flatMap(StoredImage::take);
  }

  private static Optional<StoredImage> take(ByteBuffer in) {
    Optional<Stage> stage = Stage.of(in.get());
    ImageVersion version = VersionRecord.take(in);
    int status = in.get();
    int length = Byte.toUnsignedInt(in.get());
    if (length > in.remaining()
        || status < DevUpgradeImageAns.NO_IMAGE
        || status > DevUpgradeImageAns.VALID_IMAGE) {
      return Optional.empty();
    }
    byte[] why = new byte[length];
    in.get(why);
    String reason = new String(why, US_ASCII);
    return stage.map(known -> new StoredImage(known, version, status, reason));
  }
}
