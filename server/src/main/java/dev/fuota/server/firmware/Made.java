package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;

/** A file that becomes the new image, as was tried. Equal to itself only: files are large. */
final class Made {

  /** How a file becomes the image that runs. */
  enum Way {
    /** It is the image. */
    WHOLE,
    /** Expanded without a look at what runs. */
    COMPRESSED,
    /** Applied to what runs, the result lies elsewhere. */
    DELTA,
    /** Applied to what runs where it lies. */
    PATCH
  }

  private final String name;
  private final Way way;
  private final Bytes file;
  private final int expandRam;
  private final Bytes base;

  /**
   * A file.
   *
   * @param name of its format
   * @param way how it comes to its place
   * @param expandRam octets of memory that expanding took
   * @param base digest of the image that must run; no octet if none must
   */
  Made(String name, Way way, Bytes file, int expandRam, Bytes base) {
    this.name = name;
    this.way = way;
    this.file = file;
    this.expandRam = expandRam;
    this.base = base;
  }

  String name() {
    return name;
  }

  Way way() {
    return way;
  }

  Bytes file() {
    return file;
  }

  int expandRam() {
    return expandRam;
  }

  Bytes base() {
    return base;
  }
}
