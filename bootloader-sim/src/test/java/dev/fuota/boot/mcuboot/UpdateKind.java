package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.codec.Bytes;

/** What the next boot has to do, and what the primary slot holds when all is over. */
enum UpdateKind {
  PERMANENT,
  TEST,
  /** The new image ran once and did not confirm itself. */
  REVERT;

  /** A device whose next boot does this. */
  LetterDevice device(McubootMode mode) {
    LetterDevice device = LetterDevice.withDownload(mode);
    if (this == PERMANENT) {
      return device.markPermanent();
    }
    device.markTest();
    if (this == REVERT) {
      device.boot();
    }
    return device;
  }

  /** What runs in the end; after a cut trial the old image may be back already. */
  boolean isDone(LetterDevice device) {
    return switch (this) {
      case PERMANENT -> holds(device, LetterDevice.NEW);
      case TEST -> holds(device, LetterDevice.NEW) || holds(device, LetterDevice.OLD);
      case REVERT -> holds(device, LetterDevice.OLD);
    };
  }

  private static boolean holds(LetterDevice device, Bytes image) {
    return device.primaryContent(image.length()).equals(image);
  }
}
